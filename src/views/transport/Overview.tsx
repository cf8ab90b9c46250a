// The whole run so far as one strip: losses, second copies, crashes and cuts as marks, what was done by
// hand as ticks, a bracket around what the ladder shows, and the playhead to drag.

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { fromUs, type SimTime } from '../../base/time.ts';
import { spanOf } from '../../store/zoom.ts';
import { useInstant, usePlayhead, useRun, useScope, useVersion } from '../scopeContext.ts';
import { usePalette } from '../space/palette.ts';
import { drawOverview } from './drawOverview.ts';
import styles from './Overview.module.css';

interface OverviewProps {
  /** Where the run ends, if that is known; absent: as far as it is simulated. */
  readonly until?: SimTime | undefined;
}

export function Overview({ until }: OverviewProps) {
  const scope = useScope();
  const t = useInstant();
  const playing = usePlayhead((state) => state.playing);
  // While playing it is looked at as often as the instant is, not with each frame.
  useRun((state) => (playing ? 0 : state.present));
  const { present } = scope.run.state.getState();
  const end = Math.max(until ?? present, t, 1);
  const [strip, setStrip] = useState<HTMLDivElement | null>(null);
  const size = useContentSize(strip);
  return (
    <div ref={setStrip} className={styles.overview}>
      {size === undefined ? undefined : (
        <>
          <Marks end={end} size={size} />
          <Window end={end} width={size.width} />
        </>
      )}
      <input
        className={styles.range}
        type="range"
        aria-label="Playhead"
        aria-valuetext={`${(t / 1e6).toFixed(2)} of ${(end / 1e6).toFixed(2)} seconds`}
        min={0}
        max={end}
        step={1000}
        value={t}
        onChange={(event) => {
          scope.playhead.pause();
          void scope.playhead.seek(fromUs(Number(event.currentTarget.value)));
        }}
      />
    </div>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function useContentSize(element: Element | null): Size | undefined {
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function Marks({ end, size }: { readonly end: number; readonly size: Size }) {
  const { marks } = useScope().run;
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const palette = usePalette(canvas);
  const version = useVersion();
  const commands = useRun((state) => state.commands);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed version means changed marks
  useLayoutEffect(() => {
    if (canvas === null || palette === undefined) return;
    drawOverview(canvas, { marks, commands, end, palette, ...size });
  }, [canvas, palette, size, marks, commands, end, version]);

  return <canvas ref={setCanvas} className={styles.marks} />;
}

/** What the ladder shows, up to the playhead: moved by the clock, without rendering. */
function Window({ end, width }: { readonly end: number; readonly width: number }) {
  const { playhead, zoom } = useScope();
  const { clock } = playhead;
  const spanUs = useStore(zoom.state, spanOf);
  const shade = useRef<HTMLDivElement>(null);
  const edge = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let written = '';
    function place(t: number): void {
      const px = width / Math.max(end, t);
      const [from, to] = [Math.round(Math.max(0, t - spanUs) * px), Math.round(t * px)];
      if (`${from} ${to}` === written) return;
      written = `${from} ${to}`;
      // Transforms alone: another width would have the page laid out with each frame.
      move(shade.current, `translate(${from}px) scaleX(${to - from})`);
      move(edge.current, `translate(${from}px)`);
      move(head.current, `translate(${to}px)`);
    }
    place(clock.now());
    return clock.subscribe(place);
  }, [clock, end, spanUs, width]);
  return (
    <div className={styles.moving}>
      <div ref={shade} className={styles.window} />
      <div ref={edge} className={styles.edge} />
      <div ref={head} className={styles.head} />
    </div>
  );
}

function move(element: HTMLElement | null, transform: string): void {
  if (element !== null) element.style.transform = transform;
}

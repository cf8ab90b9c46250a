// The frame: what the run is called, the sentence, the picture, and as much around it as its author asks
// for.

import { useState } from 'react';
import { useStore } from 'zustand';
import { toSec } from '../base/time.ts';
import { SentenceText } from '../views/narration/SentenceText.tsx';
import { Picture } from '../views/picture/Picture.tsx';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import { useRun } from '../views/scopeContext.ts';
import { Controls } from './Controls.tsx';
import styles from './EmbedPage.module.css';
import { Figures } from './Figures.tsx';
import type { Frame } from './frame.ts';
import type { Host } from './host.ts';
import { OpenLink } from './OpenLink.tsx';
import { useFrameIdle } from './useFrameIdle.ts';
import { useFrameState } from './useFrameState.ts';
import { useHeight } from './useHeight.ts';
import { useKeys } from './useKeys.ts';
import { useSight } from './useSight.ts';

interface EmbedPageProps {
  readonly frame: Frame;
  readonly host: Host;
}

export function EmbedPage({ frame, host }: EmbedPageProps) {
  const { embed, stage, end } = useFrameState(frame);
  const { parameters } = embed;
  const { controls, counters, caption, interactive } = parameters;
  const [page, setPage] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState<HTMLElement | null>(null);
  const [dismissed, setDismissed] = useState<unknown>();
  useFrameIdle(frame);
  useHeight(page, room, host);
  useSight(room, frame);
  useKeys(frame, interactive);
  const isForClick = parameters.load === 'click';
  const { title } = frame;
  return (
    <ScopeProvider scope={frame.scope}>
      <main ref={setPage} className={styles.page} aria-label={title}>
        <header className={styles.head}>
          <h1 className={styles.title}>{title}</h1>
          <OpenLink embed={embed} />
        </header>
        <Problems
          ignored={dismissed === embed ? [] : embed.ignored}
          onDismiss={() => setDismissed(embed)}
        />
        {caption ? (
          <Caption frame={frame} idle={isForClick && stage === 'closed' ? 'Play runs it.' : ''} />
        ) : undefined}
        <div ref={setRoom} className={styles.room}>
          <h2 className="visually-hidden">Picture</h2>
          <PictureRoom frame={frame} title={title} />
        </div>
        {counters ? (
          <div className={styles.figures}>
            <Figures />
          </div>
        ) : undefined}
        {controls || isForClick ? (
          <Controls frame={frame} end={end} isPlayAlone={!(controls && interactive)} />
        ) : undefined}
      </main>
    </ScopeProvider>
  );
}

function Caption({ frame, idle }: { readonly frame: Frame; readonly idle: string }) {
  const sentence = useStore(frame.narrator.state, (state) => state.sentence);
  return (
    <p className={styles.caption} aria-live="polite" data-testid="narration">
      <SentenceText sentence={sentence} idle={idle} />
    </p>
  );
}

/** What nobody may press is one picture: its name, and the caption, say what it shows. */
function PictureRoom({ frame, title }: { readonly frame: Frame; readonly title: string }) {
  const { embed, end } = useFrameState(frame);
  const { trail, interactive } = embed.parameters;
  const since = useRun((state) => state.publishingSince);
  const seconds = end === undefined || since === undefined ? undefined : toSec(end) - toSec(since);
  const picture = <Picture framing={{ trail, seconds }} />;
  if (interactive) return picture;
  return (
    <div className={styles.still} role="img" aria-label={title}>
      <div className={styles.still} inert>
        {picture}
      </div>
    </div>
  );
}

// A place of the course in the frame: its text, the picture, what comes of it and, where there is something
// to do, what it is done with.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Place } from '../lessons/place.ts';
import { tryingAt } from '../store/placeRun.ts';
import { SurroundingsContext } from '../views/learn/surroundings.ts';
import { focusTitle } from '../views/learn/title.ts';
import { Problems } from '../views/problems/Problems.tsx';
import { ScopeProvider } from '../views/ScopeProvider.tsx';
import styles from './EmbedPage.module.css';
import type { Host } from './host.ts';
import { LearnBody } from './LearnBody.tsx';
import learnStyles from './LearnPage.module.css';
import { type LearnFrame, wholeOf } from './learnFrame.ts';
import { formatLearn } from './learnParameters.ts';
import { useFrameIdle } from './useFrameIdle.ts';
import { useKeys } from './useKeys.ts';
import { useSight } from './useSight.ts';

interface LearnPageProps {
  readonly frame: LearnFrame;
  readonly host: Host;
}

export function LearnPage({ frame, host }: LearnPageProps) {
  const { embed, stage } = useStore(frame.state);
  const { place } = embed;
  const [page, setPage] = useState<HTMLElement | null>(null);
  const [dismissed, setDismissed] = useState<unknown>();
  const trying = useMemo(() => tryingAt(place), [place]);
  useFrameIdle(frame);
  useOwnHeight(page, host);
  useSight(page, frame);
  useKeys(frame, true);
  useFocusOnWay(place);
  return (
    <SurroundingsContext
      value={{
        isFrame: true,
        linkTo: (to, isSolved = false) => linkIn(frame, to, isSolved),
        open: stage === 'closed' ? () => frame.open() : undefined,
      }}
    >
      <ScopeProvider scope={frame.scope}>
        <main ref={setPage} className={learnStyles.page} aria-label={frame.title}>
          <header className={styles.head}>
            <h1 className={styles.title}>{wholeOf(place)}</h1>
            <a
              className={styles.open}
              href={inApplication(formatLearn(embed))}
              target="_blank"
              rel="noopener"
            >
              Open in QoScope
            </a>
          </header>
          <Problems
            ignored={dismissed === embed ? [] : embed.ignored}
            onDismiss={() => setDismissed(embed)}
          />
          {place.kind === 'list' ? (
            <p>Nothing of the course is named here. All of it is in QoScope.</p>
          ) : (
            <LearnBody frame={frame} place={place} trying={trying} />
          )}
        </main>
      </ScopeProvider>
    </SurroundingsContext>
  );
}

/** In full, because it is printed too. */
function inApplication(hash: string): string {
  return new URL(`./${hash}`, location.href).href;
}

/** To another place in the frame; to the list of all of them in the application. */
function linkIn(frame: LearnFrame, place: Place, isSolved: boolean) {
  if (place.kind === 'list') {
    return {
      href: inApplication(formatLearn({ place, isSolved })),
      target: '_blank',
      rel: 'noopener',
    };
  }
  const href = formatLearn({ place, isSolved }, frame.state.getState().embed.parameters);
  return {
    href,
    // The way back is the host page's.
    onClick: (event: {
      preventDefault(): void;
      ctrlKey: boolean;
      metaKey: boolean;
      shiftKey: boolean;
    }) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.replace(href);
    },
  };
}

/** Who has gone to another place from within the frame begins at its title; the host's page stays where it is. */
function useFocusOnWay(place: Place): void {
  const shown = useRef(place);
  useLayoutEffect(() => {
    if (shown.current !== place && document.hasFocus()) focusTitle(true);
    shown.current = place;
  }, [place]);
}

/** All that there is, at the height that it has by itself. */
function useOwnHeight(page: HTMLElement | null, host: Host): void {
  useEffect(() => {
    if (page === null) return;
    const tell = () => host.setHeight(Math.ceil(page.getBoundingClientRect().height));
    const observer = new ResizeObserver(tell);
    observer.observe(page);
    return () => observer.disconnect();
  }, [page, host]);
}

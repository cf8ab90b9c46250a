// The embed as the author's page will have it: the element itself, as wide as chosen, on a light or a dark
// page. It follows its attributes without loading anew.

import { createElement, useEffect, useState } from 'react';
import type { Theme } from '../../exports/ladderColours.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { ThemeChoice } from '../share/ThemeChoice.tsx';
import { themeNow } from '../share/themeNow.ts';
import styles from './Authoring.module.css';
import { loadElement } from './loadElement.ts';

const WIDTHS = ['320', '480', '720', 'full'] as const;
type Width = (typeof WIDTHS)[number];

interface PreviewProps {
  /** The element's attributes. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function Preview({ parameters }: PreviewProps) {
  const [width, setWidth] = useState<Width>('full');
  const [ground, setGround] = useState<Theme>(themeNow);
  const [loaded, setLoaded] = useState<'loading' | 'here' | 'failed'>('loading');
  useEffect(() => {
    let isOver = false;
    const note = (outcome: 'here' | 'failed') => () => {
      if (!isOver) setLoaded(outcome);
    };
    void loadElement().then(note('here'), note('failed'));
    return () => {
      isOver = true;
    };
  }, []);
  const inlineSize = width === 'full' ? '100%' : `${width}px`;
  return (
    <section className={styles.part} aria-label="Preview">
      <div className={styles.sizes}>
        <Segmented
          label="Preview, px wide"
          options={WIDTHS.map((value) => ({ value, label: value }))}
          value={width}
          onChange={setWidth}
        />
        <ThemeChoice label="On a page that is" value={ground} onChange={setGround} />
      </div>
      <section
        className={styles.ground}
        style={{ colorScheme: ground }}
        aria-label="Page"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
      >
        {loaded === 'here'
          ? createElement('qos-scope', {
              ...parameters,
              loading: 'eager',
              style: { colorScheme: ground, inlineSize },
            })
          : undefined}
      </section>
      {loaded === 'failed' ? (
        <Hint>The preview could not be loaded: embed.js is not to be had without the network.</Hint>
      ) : undefined}
    </section>
  );
}

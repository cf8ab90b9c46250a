// One text to paste: where it goes, the text to read or select, and a button that copies it.

import { useId } from 'react';
import type { Snippet } from '../../exports/snippets.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Authoring.module.css';

interface SnippetPieceProps {
  readonly piece: Snippet['pieces'][number];
  readonly onCopy: (text: string) => void;
}

/** Longer ones scroll. */
const ROWS_MAX = 10;

export function SnippetPiece({ piece: { where, text }, onCopy }: SnippetPieceProps) {
  const id = useId();
  return (
    <div className={styles.piece}>
      <div className={styles.where}>
        <label htmlFor={id}>{where}</label>
        <Button aria-describedby={id} onClick={() => onCopy(text)}>
          Copy
        </Button>
      </div>
      <textarea
        id={id}
        className={styles.text}
        readOnly
        wrap="off"
        spellCheck={false}
        rows={Math.min(ROWS_MAX, text.split('\n').length)}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </div>
  );
}

// One program as text, to be read and copied. Long lines scroll inside it.

import { useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import styles from './Code.module.css';

interface CodeBlockProps {
  readonly title: string;
  readonly text: string;
}

export function CodeBlock({ title, text }: CodeBlockProps) {
  const id = useId();
  const pre = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState({ of: text, words: '' });

  async function copy(): Promise<void> {
    const isCopied = await copyText(text);
    if (!isCopied && pre.current !== null) getSelection()?.selectAllChildren(pre.current);
    setSaid({ of: text, words: isCopied ? 'Copied.' : 'It is selected: copy it.' });
  }

  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <h3 id={id}>{title}</h3>
        <span className={styles.said} role="status">
          {said.of === text ? said.words : ''}
        </span>
        <Button aria-label={`Copy ${title}`} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
      <section className={styles.scroll} aria-labelledby={id} tabIndex={0}>
        <pre ref={pre}>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}

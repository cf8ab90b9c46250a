// Above the page, in its flow: a newer version is there. Nobody is made to take it.

import { useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './UpdateNotice.module.css';

interface UpdateNoticeProps {
  readonly onReload: () => void;
  readonly onDismiss: () => void;
}

export function UpdateNotice({ onReload, onDismiss }: UpdateNoticeProps) {
  const box = useRef<HTMLDivElement>(null);

  // The page below has that much less room.
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty('--above', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--above');
    };
  }, []);

  return (
    <div ref={box} className={styles.above}>
      <Notice actions={<Button onClick={onReload}>Reload</Button>} onDismiss={onDismiss}>
        A new version is there.
      </Notice>
    </div>
  );
}

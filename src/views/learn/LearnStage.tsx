// The picture of a step with its caption: the same picture on the rails and off them, so that leaving them
// changes nothing in it. Off them the table of events can be had too, and whoever plays from the foot of the
// page has the picture in view. (What Simulate has for this is part of the first chunk, and would take the
// picture out of it.)

import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { classNames } from '../../ui/classNames.ts';
import { EventLogPanel } from '../log/eventLogPanel.ts';
import { Picture } from '../picture/Picture.tsx';
import { usePlayhead, useScope } from '../scopeContext.ts';
import { useAfterPaint } from '../useAfterPaint.ts';
import styles from './Learn.module.css';

interface LearnStageProps {
  readonly caption: ReactNode;
  readonly foot: ReactNode;
  /** Off the rails, or something is to be done. */
  readonly free: boolean;
}

export function LearnStage({ caption, foot, free }: LearnStageProps) {
  const picture = useRef<HTMLDivElement>(null);
  const playing = usePlayhead((state) => state.playing);
  const hasTable = useAfterPaint(useStore(useScope().view, (state) => state.logOpen));
  useEffect(() => {
    if (free && playing) picture.current?.scrollIntoView({ block: 'nearest' });
  }, [free, playing]);
  return (
    <div className={styles.stage}>
      {caption}
      <div ref={picture} className={classNames(styles.picture, hasTable && styles.shared)}>
        <Picture story={undefined} />
      </div>
      {hasTable ? <EventLogPanel /> : undefined}
      {foot}
    </div>
  );
}

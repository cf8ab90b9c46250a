// The picture and, where it is wanted, the table of events: they share one room, so that nothing beside
// it moves when the table opens.

import { useStore } from 'zustand';
import type { Story } from '../../store/story.ts';
import { classNames } from '../../ui/classNames.ts';
import { EventLogPanel } from '../log/eventLogPanel.ts';
import { useScope } from '../scopeContext.ts';
import { useAfterPaint } from '../useAfterPaint.ts';
import { Picture } from './Picture.tsx';
import styles from './PictureRoom.module.css';

/** @param story on a first visit, which has no table */
export function PictureRoom({ story }: { readonly story: Story | undefined }) {
  const isWanted = useStore(useScope().view, (state) => state.logOpen) && story === undefined;
  // Its button answers first: another size of the picture and all the events are much work.
  const isShared = useAfterPaint(isWanted);
  return (
    <>
      <div className={classNames(styles.picture, isShared && styles.shared)}>
        <Picture story={story} />
      </div>
      {isShared ? <EventLogPanel /> : undefined}
    </>
  );
}

// What stands in the centre at a place of the course: its text and the picture beside it or, off the
// rails, the picture under a few lines of text and over the transport.

import { useStore } from 'zustand';
import { captionsAt } from '../../lessons/captions.ts';
import { nameOf } from '../../lessons/place.ts';
import { lazily } from '../lazily.ts';
import { TransportPanel } from '../transport/transportPanel.ts';
import { Caption } from './Caption.tsx';
import styles from './Learn.module.css';
import { LearnStage } from './LearnStage.tsx';
import { headAt, outcomeAt, type PlaceProps } from './PlaceParts.tsx';
import { SelectedThing } from './SelectedThing.tsx';
import { StepRow } from './StepRow.tsx';
import { useStepZoom } from './useStepZoom.ts';

const PlayTime = lazily(
  () => import('../transport/Transport.tsx').then((module) => module.PlayTime),
  'The time',
);

export function LearnCentre(props: PlaceProps) {
  const { place, trying, learning } = props;
  const { player, narrator } = learning;
  const { walk, free } = useStore(player.state);
  const name = nameOf(place) ?? '';
  useStepZoom(walk);
  const isGuided = trying === undefined && !free;
  return (
    <div className={isGuided ? styles.guided : styles.free}>
      <div key={`head ${name} ${free}`} className={styles.head}>
        {headAt(props, free)}
      </div>
      <LearnStage
        key="stage"
        caption={
          <Caption
            walk={walk}
            captions={isGuided ? captionsAt(place) : undefined}
            narrator={narrator}
          />
        }
        free={!isGuided}
        foot={isGuided ? <StepRow player={player} time={<PlayTime />} /> : <TransportPanel />}
      />
      {isGuided ? (
        <div key={`outcome ${name}`} className={styles.tail}>
          {outcomeAt(props)}
          <SelectedThing />
        </div>
      ) : undefined}
    </div>
  );
}

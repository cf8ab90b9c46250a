// What of a place there is in the frame, with its run: what stands over the picture, the picture with its
// caption, what comes of it, and the controls where somebody has something to do.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { captionsAt } from '../lessons/captions.ts';
import { nameOf, type Place } from '../lessons/place.ts';
import type { Trying } from '../store/trial.ts';
import { Button } from '../ui/Button.tsx';
import { Details } from '../ui/Details.tsx';
import { NetworkControls } from '../views/controls/NetworkControls.tsx';
import { NextMessage } from '../views/controls/NextMessage.tsx';
import { NodeControls } from '../views/controls/NodeControls.tsx';
import { Caption } from '../views/learn/Caption.tsx';
import { headAt, outcomeAt } from '../views/learn/PlaceParts.tsx';
import { StepRow } from '../views/learn/StepRow.tsx';
import { useStepZoom } from '../views/learn/useStepZoom.ts';
import { Picture } from '../views/picture/Picture.tsx';
import { useRun } from '../views/scopeContext.ts';
import { PlayTime } from '../views/transport/PlayTime.tsx';
import { Controls } from './Controls.tsx';
import styles from './LearnPage.module.css';
import type { LearnFrame } from './learnFrame.ts';

interface LearnBodyProps {
  readonly frame: LearnFrame;
  readonly place: Exclude<Place, { readonly kind: 'list' }>;
  readonly trying: Trying | undefined;
}

const FRAMING = { trail: true, seconds: undefined };

export function LearnBody({ frame, place, trying }: LearnBodyProps) {
  const { learning, progress } = frame;
  const { player, narrator } = learning;
  const { walk, free } = useStore(player.state);
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const name = nameOf(place) ?? '';
  useStepZoom(walk);
  const isGuided = trying === undefined && !free;
  const props = {
    place,
    learning,
    trying,
    progress,
    said,
    onSay: (at: string, answer: string) => setSaid({ ...said, [at]: answer }),
    onAgain: () => void frame.reset(),
  };
  return (
    <div className={styles.body}>
      <div key={`head ${name} ${free}`}>{headAt(props, free)}</div>
      <div key="stage" className={styles.stage}>
        <Caption
          walk={walk}
          captions={isGuided ? captionsAt(place) : undefined}
          narrator={narrator}
        />
        <div className={styles.room}>
          <Picture framing={FRAMING} />
        </div>
        {isGuided ? (
          <StepRow player={player} time={<PlayTime />} />
        ) : (
          <Controls frame={frame} end={undefined}>
            <Undo frame={frame} />
          </Controls>
        )}
      </div>
      <div key={`tail ${name} ${free}`}>
        {isGuided ? outcomeAt(props) : <Hands frame={frame} />}
      </div>
    </div>
  );
}

/** What something is done with, and its keys: one message, and folded away, all that can be broken. */
function Hands({ frame: { learning } }: Pick<LearnBodyProps, 'frame'>) {
  const { controls } = learning;
  useEffect(() => {
    function press({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): void {
      const isTyped = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
      if (isTyped || ctrlKey || metaKey || altKey) return;
      if (key === 'p' || key === 'P') void controls.publish();
      if (key === 'x' || key === 'X') void controls.crashBroker();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [controls]);
  return (
    <div className={styles.hands}>
      <NextMessage controls={controls} />
      <div className={styles.folded}>
        <Details summary="The network">
          <NetworkControls />
        </Details>
        <Details summary="Break things, clients, and what the ends choose">
          <NodeControls controls={controls} />
        </Details>
      </div>
    </div>
  );
}

function Undo({ frame }: Pick<LearnBodyProps, 'frame'>) {
  const undoPoint = useRun((state) => state.undoPoint);
  return (
    <Button disabled={undoPoint === undefined} onClick={() => void frame.scope.commands.undo()}>
      Undo
    </Button>
  );
}

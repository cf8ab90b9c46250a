// What stands in the centre at a place of the course: its text and the picture beside it or, off the
// rails, the picture under a few lines of text and over the transport.

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ENGLISH } from '../../lessons/en/texts.ts';
import { linkTo, nameOf, type Place } from '../../lessons/place.ts';
import type { Learning } from '../../store/learning.ts';
import type { Progress } from '../../store/progress.ts';
import type { Trying } from '../../store/trial.ts';
import { TransportPanel } from '../transport/transportPanel.ts';
import { Caption } from './Caption.tsx';
import styles from './Learn.module.css';
import { LearnStage } from './LearnStage.tsx';
import { MythIntro, MythOutcome } from './MythCard.tsx';
import { OffRails } from './OffRails.tsx';
import { SelectedThing } from './SelectedThing.tsx';
import { StepIntro } from './StepIntro.tsx';
import { ItsCode, Keep, NextLink, StepOutcome } from './StepOutcome.tsx';
import { StepRow } from './StepRow.tsx';
import { BackToList, StepWay } from './StepWay.tsx';
import { TrialHead, type TrialTexts } from './TrialHead.tsx';
import { useStepZoom } from './useStepZoom.ts';

export interface LearnCentreProps {
  readonly place: Exclude<Place, { readonly kind: 'list' }>;
  readonly learning: Learning;
  /** Where something is to be done. */
  readonly trying: Trying | undefined;
  readonly progress: Progress;
  /** Answers that were given, by their places' names. */
  readonly said: Readonly<Record<string, string>>;
  readonly onSay: (name: string, answer: string) => void;
  readonly onAgain: () => void;
}

export function LearnCentre(props: LearnCentreProps) {
  const { place, trying, learning } = props;
  const { player, narrator } = learning;
  const { walk, free } = useStore(player.state);
  const name = nameOf(place) ?? '';
  useStepZoom(walk);
  const isGuided = trying === undefined && !free;
  const head =
    trying === undefined ? guidedHead(props, free) : <TaskHead {...props} trying={trying} />;
  return (
    <div className={isGuided ? styles.guided : styles.free}>
      <div key={`head ${name} ${free}`} className={styles.head}>
        {head}
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
        foot={isGuided ? <StepRow player={player} /> : <TransportPanel />}
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

function guidedHead(props: LearnCentreProps, free: boolean): ReactNode {
  const { place, learning, progress, said, onSay } = props;
  const { player } = learning;
  if (place.kind === 'myth') {
    const { saying = '' } = ENGLISH.myths[place.myth.name] ?? {};
    if (free) return <OffRails title={`“${saying}”`} to="saying" player={player} />;
    return <MythIntro myth={place.myth} player={player} />;
  }
  if (place.kind !== 'step') return undefined;
  const texts = ENGLISH.lessons[place.lesson.name]?.steps[place.step.name];
  if (texts === undefined) return undefined;
  if (free) return <OffRails title={texts.title} to="lesson" player={player} />;
  const name = nameOf(place) ?? '';
  return (
    <StepIntro
      texts={texts}
      way={<StepWay place={place} progress={progress} />}
      player={player}
      said={said[name]}
      onSay={(answer) => onSay(name, answer)}
    />
  );
}

function outcomeAt({ place, learning: { player }, said }: LearnCentreProps): ReactNode {
  if (place.kind === 'myth') return <MythOutcome myth={place.myth} player={player} />;
  if (place.kind !== 'step' || place.step.kind !== 'shown') return undefined;
  return (
    <StepOutcome place={place} step={place.step} player={player} said={said[nameOf(place) ?? '']} />
  );
}

function captionsAt(place: Place): readonly string[] {
  if (place.kind === 'myth') return Object.values(ENGLISH.myths[place.myth.name]?.happened ?? {});
  if (place.kind !== 'step') return [];
  const { captions = {} } = ENGLISH.lessons[place.lesson.name]?.steps[place.step.name] ?? {};
  return Object.values(captions);
}

function TaskHead(props: LearnCentreProps & { readonly trying: Trying }) {
  const { place, trying, learning, progress, onAgain } = props;
  const isStep = place.kind === 'step';
  return (
    <TrialHead
      texts={trialTexts(place)}
      trying={trying}
      trial={learning.trial}
      way={isStep ? <StepWay place={place} progress={progress} /> : <BackToList />}
      links={{ here: linkTo(place), solution: `${linkTo(place)}&show=solution` }}
      next={
        isStep ? (
          <>
            <Keep place={place} />
            <ItsCode place={place} />
            <NextLink place={place} isDue />
          </>
        ) : undefined
      }
      onAgain={onAgain}
    />
  );
}

function trialTexts(place: Place): TrialTexts {
  if (place.kind === 'challenge') {
    const { title, task, hints, done } = ENGLISH.challenges[place.challenge.name] ?? {
      ...NOTHING,
      done: '',
    };
    return { title, task, text: [], hints, after: { done } };
  }
  if (place.kind !== 'step') return NOTHING;
  const texts = ENGLISH.lessons[place.lesson.name]?.steps[place.step.name];
  const { title = '', text = [], task = '', after = {} } = texts ?? {};
  return { title, text, task, after, hints: [] };
}

const NOTHING: TrialTexts = { title: '', text: [], task: '', hints: [], after: {} };

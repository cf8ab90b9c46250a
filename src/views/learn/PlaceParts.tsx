// What a place of the course says, around its picture: what stands over it, what comes of it, and its
// captions.

import type { ReactNode } from 'react';
import { ENGLISH } from '../../lessons/en/texts.ts';
import { nameOf, type Place } from '../../lessons/place.ts';
import type { Learning } from '../../store/learning.ts';
import type { Progress } from '../../store/progress.ts';
import type { Trying } from '../../store/trial.ts';
import { MythIntro, MythOutcome } from './MythCard.tsx';
import { OffRails } from './OffRails.tsx';
import { StepIntro } from './StepIntro.tsx';
import { ItsCode, Keep, NextLink, StepOutcome } from './StepOutcome.tsx';
import { StepWay, WayHere } from './StepWay.tsx';
import { TrialHead, type TrialTexts } from './TrialHead.tsx';

export interface PlaceProps {
  readonly place: Exclude<Place, { readonly kind: 'list' }>;
  readonly learning: Learning;
  /** Where something is to be done. */
  readonly trying: Trying | undefined;
  /** What has been done. */
  readonly progress: Pick<Progress, 'state'>;
  /** Answers that were given, by their places' names. */
  readonly said: Readonly<Record<string, string>>;
  readonly onSay: (name: string, answer: string) => void;
  readonly onAgain: () => void;
  /** The button that shows the run as code, where there is one. */
  readonly code?: ReactNode;
}

/** What stands over the run. @param free off the rails */
export function headAt(props: PlaceProps, free: boolean): ReactNode {
  const { place, trying, learning, progress, said, onSay } = props;
  if (trying !== undefined) return <TaskHead {...props} trying={trying} />;
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

/** What comes of it, on the rails. */
export function outcomeAt({ place, learning: { player }, said, code }: PlaceProps): ReactNode {
  if (place.kind === 'myth') return <MythOutcome myth={place.myth} player={player} />;
  if (place.kind !== 'step' || place.step.kind !== 'shown') return undefined;
  return (
    <StepOutcome
      place={place}
      step={place.step}
      player={player}
      said={said[nameOf(place) ?? '']}
      code={code}
    />
  );
}

function TaskHead(props: PlaceProps & { readonly trying: Trying }) {
  const { place, trying, learning, progress, onAgain, code } = props;
  const isStep = place.kind === 'step';
  return (
    <TrialHead
      texts={trialTexts(place)}
      trying={trying}
      trial={learning.trial}
      way={isStep ? <StepWay place={place} progress={progress} /> : <WayHere to={undefined} />}
      place={place}
      next={
        isStep ? (
          <>
            <Keep place={place} />
            <ItsCode place={place} code={code} />
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

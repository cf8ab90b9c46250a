// How the frame plays the run: from where, to where, how fast, and when by itself.

import { fromSec, type SimTime, TIME_ZERO, toSec } from '../../base/time.ts';
import { TIME_MAX_SEC } from '../../scenario/linkText.ts';
import { STORY_SPEED } from '../../store/speeds.ts';
import { formatInstant } from '../../trace/words.ts';
import { Hint } from '../../ui/Hint.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useInstant } from '../../views/scopeContext.ts';
import { speedOptions } from '../../views/transport/speeds.ts';
import styles from './Authoring.module.css';
import type { ChoicesProps } from './LookChoices.tsx';

/** After the beginning, so that there is something to play. */
const LEAST_SEC = 0.001;

export function PlayChoices({ choices, onChange }: ChoicesProps) {
  const t = useInstant();
  const { start, end, pauseAt, speed = STORY_SPEED } = choices;
  const here = formatInstant(t);
  const leastEnd = leastEndOf(start);

  function begin(next: SimTime | undefined): void {
    const isTooEarly = end !== undefined && toSec(end) < leastEndOf(next);
    onChange({ start: next, end: isTooEarly ? endOf(end, leastEndOf(next)) : end });
  }

  return (
    <section className={styles.part} aria-label="How it plays">
      <h3 className={styles.title}>How it plays</h3>
      <Segmented
        label="Begins"
        options={[
          { value: 'start', label: 'at its start' },
          { value: 'here', label: `here, at ${here}` },
        ]}
        value={start === undefined ? 'start' : 'here'}
        onChange={(place) => begin(place === 'here' ? t : undefined)}
      />
      <Segmented
        label="Ends"
        options={[
          { value: 'done', label: 'when all is done' },
          { value: 'typed', label: 'at an instant' },
        ]}
        value={end === undefined ? 'done' : 'typed'}
        onChange={(place) => onChange({ end: place === 'typed' ? endOf(t, leastEnd) : undefined })}
      />
      {end === undefined ? undefined : (
        <NumberField
          label="End"
          value={toSec(end)}
          min={leastEnd}
          max={TIME_MAX_SEC}
          step={0.1}
          unit="s"
          integer={false}
          onChange={(sec) => onChange({ end: fromSec(sec) })}
        />
      )}
      <Switch
        label={`Stops here on its way, at ${here}`}
        checked={pauseAt !== undefined}
        onChange={(on) => onChange({ pauseAt: on ? t : undefined })}
      />
      <Select
        label="Speed, virtual seconds a second"
        options={speedOptions(speed)}
        value={String(speed)}
        onChange={(chosen) =>
          onChange({ speed: Number(chosen) === STORY_SPEED ? undefined : Number(chosen) })
        }
      />
      <div>
        <Switch
          label="Plays by itself when it is seen"
          checked={choices.autoplay}
          onChange={(autoplay) => onChange({ autoplay })}
        />
        <Switch
          label="Begins again at its end"
          checked={choices.loop}
          onChange={(loop) => onChange({ loop })}
        />
        <Switch
          label="Simulates nothing before Play is pressed"
          checked={choices.load === 'click'}
          onChange={(on) => onChange({ load: on ? 'click' : 'visible' })}
        />
      </div>
      <Hint>Where less motion is asked for, nothing plays by itself.</Hint>
    </section>
  );
}

/** Seconds. */
function leastEndOf(start = TIME_ZERO): number {
  return toSec(start) + LEAST_SEC;
}

/** This instant where the run can end there; else a second or two after its beginning. */
function endOf(t: SimTime, leastSec: number): SimTime {
  return toSec(t) >= leastSec ? t : fromSec(Math.ceil(leastSec) + 1);
}

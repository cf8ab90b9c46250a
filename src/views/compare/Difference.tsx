// The first packet at which the lanes part, in words, with the way to it.

import type { SimTime } from '../../base/time.ts';
import type { Lane } from '../../store/comparison.ts';
import { describeDifference, type FirstDifference } from '../../trace/firstDifference.ts';
import { namePacket } from '../../trace/sentence.ts';
import { formatInstant } from '../../trace/words.ts';
import { Button } from '../../ui/Button.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Compare.module.css';
import { useFirstDifference } from './useFirstDifference.ts';

interface DifferenceProps {
  readonly lanes: readonly Lane[];
  readonly labels: readonly string[];
}

export function Difference({ lanes, labels }: DifferenceProps) {
  const { playhead, selection, run } = useScope();
  const parting = useFirstDifference(lanes);
  const difference = parting?.difference;

  /** To where it is on its way, in the lane that sends it first. */
  async function goTo({ at, packet }: FirstDifference): Promise<void> {
    playhead.pause();
    await playhead.seek(at);
    const flights = run.indexes.flatMap((index) => index.flight(packet.uid) ?? []);
    const [flight] = flights.filter(({ from }) => from === at);
    if (flight !== undefined) {
      await playhead.seek(Math.round((flight.from + flight.until) / 2) as SimTime);
    }
    selection.selectPacket(packet.uid);
  }

  return (
    <section className={styles.difference} aria-label="First difference">
      <p aria-live="polite">
        <span className={styles.word}>First difference </span>
        {difference === undefined ? (
          <span data-testid="difference">
            none so far: each packet that more than one of them sends fares alike.
          </span>
        ) : (
          <span data-testid="difference">
            at {formatInstant(difference.at)}:{' '}
            {describeDifference(difference, labels, nameOf(lanes, difference))}
          </span>
        )}
      </p>
      {difference === undefined ? undefined : (
        <Button onClick={() => void goTo(difference)}>Go to it</Button>
      )}
    </section>
  );
}

/** By its message's letter, which is the same in all lanes. */
function nameOf(lanes: readonly Lane[], { packet }: FirstDifference): string {
  for (const { run } of lanes) {
    const { index } = run.state.getState();
    if (index.message(packet.messageUid ?? '') !== undefined) return namePacket(packet, index);
  }
  return packet.type;
}

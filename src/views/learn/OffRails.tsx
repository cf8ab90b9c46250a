// What stands over a step's run while somebody plays with it, with the way back.

import type { StepPlayer } from '../../store/stepPlayer.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Learn.module.css';
import { TITLE_ID } from './title.ts';

interface OffRailsProps {
  readonly title: string;
  /** What it goes back to. */
  readonly to: 'lesson' | 'saying';
  readonly player: StepPlayer;
}

export function OffRails({ title, to, player }: OffRailsProps) {
  return (
    <div className={styles.bar}>
      <h2 id={TITLE_ID} tabIndex={-1}>
        {title}
      </h2>
      <p>This is the very run that was shown, and everything in it is yours to change.</p>
      <Button variant="primary" onClick={() => void player.back()}>
        Back to the {to}
      </Button>
    </div>
  );
}

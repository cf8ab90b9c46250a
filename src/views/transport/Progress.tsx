// How far a long way has come that is being simulated, with a button that stops it.

import { Button } from '../../ui/Button.tsx';
import { useRun, useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function Progress() {
  const { run } = useScope();
  const work = useRun((state) => state.work);
  if (work === undefined) return undefined;
  const { from, to, at } = work;
  const share = to > from ? (at - from) / (to - from) : 1;
  return (
    <span className={styles.progress}>
      <progress aria-label="Simulated so far" value={share} max={1} />
      <span className={styles.share}>{(at / 1_000_000).toFixed(0)} s simulated</span>
      <Button onClick={() => run.stop()} hint="Esc">
        Stop
      </Button>
    </span>
  );
}

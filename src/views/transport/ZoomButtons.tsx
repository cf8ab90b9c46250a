// How much of time the picture shows, for who has no wheel and no second finger.

import { useStore } from 'zustand';
import { boundsOf } from '../../store/zoom.ts';
import { Button } from '../../ui/Button.tsx';
import { useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function ZoomButtons() {
  const { zoom } = useScope();
  const state = useStore(zoom.state);
  const [least, most] = boundsOf(state);
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons are no form
    <span role="group" aria-label="Zoom" className={styles.zoom}>
      <Button
        aria-label="Show more of time"
        aria-keyshortcuts="-"
        unavailable={state.steps <= least ? 'More cannot be shown.' : undefined}
        onClick={() => zoom.by(-1)}
      >
        −
      </Button>
      <Button aria-label="Zoom to what fits" aria-keyshortcuts="0" onClick={() => zoom.reset()}>
        zoom
      </Button>
      <Button
        aria-label="Show less of time"
        aria-keyshortcuts="+"
        unavailable={state.steps >= most ? 'Less cannot be shown.' : undefined}
        onClick={() => zoom.by(1)}
      >
        +
      </Button>
    </span>
  );
}

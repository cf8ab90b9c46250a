// How the screen shows the run, which is no part of it.

import { useStore } from 'zustand';
import { Switch } from '../../ui/Switch.tsx';
import { usePlayhead, useScope } from '../scopeContext.ts';
import styles from './Transport.module.css';

export function ViewRow() {
  const { view, playhead } = useScope();
  const identifiers = useStore(view, (state) => state.identifiers);
  const skipQuiet = usePlayhead((state) => state.skipQuiet);
  return (
    <fieldset className={styles.views}>
      <legend className="visually-hidden">View</legend>
      <Switch
        label="Show identifiers on packets"
        checked={identifiers}
        onChange={(on) => view.setState({ identifiers: on })}
      />
      <Switch
        label="Pass quickly where nothing is on the wire"
        checked={skipQuiet}
        onChange={(on) => playhead.setSkipQuiet(on)}
      />
    </fieldset>
  );
}

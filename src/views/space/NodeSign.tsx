// The sign before a node's name: how it is connected, as a shape.
import type { Condition } from '../../trace/conditions.ts';
import styles from './NodeBox.module.css';

/** A link, whole or broken; a process that is down; a hole. */
const PATHS: Readonly<Record<Condition, string>> = {
  running: 'M6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6Z',
  connected: 'M6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6Z',
  connecting: 'M1 6h2M5 6h2M9 6h2',
  disconnected: 'M0.5 6H4M8 6h3.5M7.5 2l-3 8',
  offline: 'M0.5 6H4M8 6h3.5M7.5 2l-3 8',
  silenced: 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6Z M6 4a2 2 0 1 1 0 4a2 2 0 1 1 0-4Z',
  down: 'M2 2l8 8M10 2l-8 8',
  gone: 'M1 6h10',
};

const FILLED: readonly Condition[] = ['running', 'connected'];

export function NodeSign({ condition }: { readonly condition: Condition }) {
  const filled = FILLED.includes(condition);
  return (
    <svg
      className={styles.sign}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[condition]} />
    </svg>
  );
}

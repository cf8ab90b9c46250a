// A node at the now line, as a button that selects it: who it is and how it is connected, and of what
// it says as much as has room.
import { memo } from 'react';
import type { NodeId } from '../../trace/event.ts';
import { classNames } from '../../ui/classNames.ts';
import type { Row } from './geometry.ts';
import styles from './NodeBox.module.css';
import { NodeSign } from './NodeSign.tsx';
import { type FittedLine, fitNode, PADDING } from './nodeFit.ts';
import { isWell, type NodeView } from './nodeText.ts';

export interface NodeBoxProps {
  readonly view: NodeView;
  readonly left: number;
  readonly width: number;
  readonly row: Row;
  readonly selected: boolean;
  readonly onSelect: (node: NodeId) => void;
}

export const NodeBox = memo(function NodeBox(props: NodeBoxProps) {
  const { view, left, width, row, selected, onSelect } = props;
  const { layout, beside, notes, left: alerts, right } = fitNode(view, width, row.height);
  const look = [!isWell(view.condition) && styles.unwell, selected && styles.selected];
  return (
    <section
      className={classNames(styles.box, styles[layout], ...look)}
      style={{ left, width, top: row.top, height: row.height, paddingInline: PADDING[layout] }}
      aria-label={view.title}
    >
      <button
        type="button"
        className={styles.press}
        aria-label={view.spoken}
        aria-current={selected}
        onClick={() => onSelect(view.node)}
      />
      <div className={styles.head}>
        <div className={styles.name}>
          <NodeSign condition={view.condition} />
          <h3 className={styles.title}>{view.title}</h3>
          {beside === '' ? undefined : <span className={styles.beside}>{beside}</span>}
        </div>
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {alerts.length > 0 ? <Lines lines={alerts} /> : undefined}
      </div>
      <Lines lines={right} />
    </section>
  );
});

function Lines({ lines }: { readonly lines: readonly FittedLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map(({ letter, level, text, look }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no state, and one may repeat
        <li key={i} className={styles[look]}>
          {letter === '' ? undefined : (
            <b className={level === undefined ? undefined : LEVELS[level]}>{letter}</b>
          )}
          {letter === '' ? text : ` ${text}`}
        </li>
      ))}
    </ul>
  );
}

const LEVELS = [styles.q0, styles.q1, styles.q2] as const;

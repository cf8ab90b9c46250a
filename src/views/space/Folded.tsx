// The clients of a kind that have no column: how many there are, how many of their packets are on the
// way, and a list to choose the one that gets a column.
import type { NodeId } from '../../trace/event.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Folded.module.css';
import type { Row } from './geometry.ts';
import { NodeSign } from './NodeSign.tsx';
import type { FoldView } from './nodeText.ts';

export interface FoldedProps {
  readonly view: FoldView;
  readonly kind: 'publishers' | 'subscribers';
  readonly inFlight: number;
  readonly left: number;
  readonly width: number;
  readonly row: Row;
  readonly hop: Row;
  readonly onSelect: (node: NodeId) => void;
}

export function Folded(props: FoldedProps) {
  const { view, kind, inFlight, left, width, row, hop, onSelect } = props;
  const { clients, away } = view;
  return (
    <>
      <div className={styles.folded} style={{ left, width, top: row.top, height: row.height }}>
        <span aria-hidden="true">+{clients.length}</span>
        <Icon name="chevron" />
        {away === 0 ? undefined : (
          <span className={styles.away} aria-hidden="true">
            <NodeSign condition="disconnected" />
            {away}
          </span>
        )}
        <select
          className={styles.list}
          aria-label={`${clients.length} more ${kind}${away === 0 ? '' : `, ${away} of them not connected`}: choose one to show`}
          value=""
          onChange={(event) => onSelect(event.currentTarget.value)}
        >
          <option value="" disabled hidden />
          {clients.map(({ id, state }) => (
            <option key={id} value={id}>
              {id}, {state}
            </option>
          ))}
        </select>
      </div>
      {inFlight === 0 ? undefined : (
        <div className={styles.packets} style={{ left, width, top: hop.top, height: hop.height }}>
          ×{inFlight}
        </div>
      )}
    </>
  );
}

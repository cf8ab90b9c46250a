// The fields of a packet as a list to arrow through: one stop for Tab, the active field has it.

import { type KeyboardEvent, useRef } from 'react';
import type { PacketBytes } from '../../store/run.ts';
import styles from './Bytes.module.css';

interface FieldListProps {
  readonly fields: PacketBytes['fields'];
  readonly active: number;
  readonly onActive: (field: number) => void;
}

export function FieldList({ fields, active, onActive }: FieldListProps) {
  const list = useRef<HTMLDivElement>(null);
  function goTo(field: number): void {
    onActive(field);
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[field]?.focus();
  }
  function move(event: KeyboardEvent): void {
    const to = targetOf(event.key, active, fields.length - 1);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(to);
  }
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Fields, byte by byte"
      className={styles.fields}
      onKeyDown={move}
    >
      {fields.map(({ from, to, part, name, value, says }, i) => (
        <div
          key={from}
          role="option"
          aria-selected={i === active}
          aria-description={says}
          tabIndex={i === active ? 0 : -1}
          className={styles.field}
          data-part={fields[i - 1]?.part === part ? undefined : part}
          onFocus={() => onActive(i)}
          onPointerEnter={() => onActive(i)}
        >
          <span className={styles.place}>{to - from === 1 ? from : `${from}–${to - 1}`}</span>{' '}
          <span>{name}</span> <span className={styles.short}>{value}</span>
        </div>
      ))}
    </div>
  );
}

function targetOf(key: string, active: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(active + 1, last);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(active - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

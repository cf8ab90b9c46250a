// Bytes in hex and as text, eight a row. Neighbouring fields are told apart by their ink and a rule
// under each; the active one is filled. For the pointer alone: the list of fields says the same.

import { useState } from 'react';
import type { PacketBytes } from '../../store/run.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import styles from './Bytes.module.css';

const ROW = 8;
const ROWS_SHOWN = 16;

interface HexDumpProps extends PacketBytes {
  readonly active: number;
  readonly onActive: (field: number) => void;
}

export function HexDump({ bytes, fields, active, onActive }: HexDumpProps) {
  const [all, setAll] = useState(false);
  const rows = Math.ceil(bytes.length / ROW);
  const shown = all ? rows : Math.min(rows, ROWS_SHOWN);
  const fieldAt = fieldNumbers(fields, bytes.length);
  const cell = (at: number, text: string) => {
    const field = fieldAt[at] ?? 0;
    return (
      <span
        key={at}
        data-byte={at}
        data-active={field === active || undefined}
        data-open={fieldAt[at + 1] === field || undefined}
        className={classNames(styles.byte, field % 2 === 1 && styles.odd)}
      >
        {text}
      </span>
    );
  };
  const point = (target: EventTarget) => {
    const at = (target as HTMLElement).closest<HTMLElement>('[data-byte]')?.dataset.byte;
    if (at !== undefined) onActive(fieldAt[Number(at)] ?? 0);
  };
  return (
    <>
      <div
        className={styles.dump}
        aria-hidden="true"
        data-testid="hex"
        onPointerOver={({ target }) => point(target)}
        onPointerDown={({ target }) => point(target)}
      >
        {Array.from({ length: shown }, (_, row) => {
          const from = row * ROW;
          const places = Array.from(
            { length: Math.min(ROW, bytes.length - from) },
            (_, i) => from + i,
          );
          return (
            <div key={from} className={styles.line}>
              <span className={styles.offset}>{from}</span>
              <span className={styles.hex}>
                {places.map((at) => cell(at, (bytes[at] ?? 0).toString(16).padStart(2, '0')))}
              </span>
              <span className={styles.ascii}>
                {places.map((at) => cell(at, asText(bytes[at] ?? 0)))}
              </span>
            </div>
          );
        })}
      </div>
      {shown < rows ? (
        <Button onClick={() => setAll(true)}>Show all {bytes.length} bytes</Button>
      ) : undefined}
    </>
  );
}

/** For each byte the number of its field. */
function fieldNumbers(fields: PacketBytes['fields'], length: number): Uint16Array {
  const numbers = new Uint16Array(length);
  fields.forEach(({ from, to }, i) => {
    numbers.fill(i, from, to);
  });
  return numbers;
}

function asText(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}

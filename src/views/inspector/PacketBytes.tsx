// A packet's bytes, made by the codec when it is looked at: in hex, and field by field. The field under
// the pointer or the focus is marked in both and explained.

import { useEffect, useState } from 'react';
import type { PacketBytes as Bytes } from '../../store/run.ts';
import type { PacketUid } from '../../trace/event.ts';
import { useScope } from '../scopeContext.ts';
import styles from './Bytes.module.css';
import { FieldList } from './FieldList.tsx';
import { HexDump } from './HexDump.tsx';
import inspector from './Inspector.module.css';

type Field = Bytes['fields'][number];

type Shown =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly found: Bytes };

export function PacketBytes({ uid }: { readonly uid: PacketUid }) {
  const { run } = useScope();
  const [shown, setShown] = useState<Shown>({ kind: 'waiting' });
  useEffect(() => {
    let wanted = true;
    void run.bytesOf(uid).then((found) => {
      if (wanted) setShown(found === undefined ? { kind: 'none' } : { kind: 'bytes', found });
    });
    return () => {
      wanted = false;
    };
  }, [run, uid]);
  if (shown.kind === 'waiting') return undefined;
  return (
    <section className={styles.bytes} aria-label="Bytes on the wire">
      <h4 className={inspector.soft}>Bytes on the wire</h4>
      {shown.kind === 'none' ? (
        <p>The trace does not keep all that this packet says.</p>
      ) : (
        <Fields {...shown.found} />
      )}
    </section>
  );
}

function Fields({ bytes, fields }: Bytes) {
  const [active, setActive] = useState(0);
  const field = fields[active];
  return (
    <>
      <HexDump bytes={bytes} fields={fields} active={active} onActive={setActive} />
      {field === undefined ? undefined : <Meaning field={field} />}
      <FieldList fields={fields} active={active} onActive={setActive} />
    </>
  );
}

function Meaning({ field }: { readonly field: Field }) {
  const { name, value, says, statement, bits = [] } = field;
  return (
    <div className={styles.meaning} data-testid="field-meaning">
      <p>
        <span className={styles.place}>{sayPlace(field)}</span> · <b>{name}</b> ·{' '}
        <span className={styles.value}>{value}</span>
      </p>
      {bits.length === 0 ? undefined : (
        <p className={styles.bits}>
          {bits.map((one) => (
            <span key={one.bits}>
              {one.bits.includes('–') ? 'bits' : 'bit'} {one.bits} {one.name} <b>{one.value}</b>
            </span>
          ))}
        </p>
      )}
      <p>{says}</p>
      {statement === undefined ? undefined : <p className={styles.place}>{statement}</p>}
    </div>
  );
}

/** `byte 0`, `bytes 2–3` */
function sayPlace({ from, to }: Field): string {
  return to - from === 1 ? `byte ${from}` : `bytes ${from}–${to - 1}`;
}

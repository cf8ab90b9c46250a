// A packet on its way: a button that looks like its type, level and fate. The stage moves it.
import { memo } from 'react';
import type { PacketRecord, PacketUid } from '../../trace/event.ts';
import { classNames } from '../../ui/classNames.ts';
import type { Stress } from './bins.ts';
import { GlyphShape, LossCross } from './GlyphShape.tsx';
import type { GlyphSize } from './glyphText.ts';
import styles from './PacketGlyph.module.css';

export interface PacketGlyphProps {
  /** Its name: unlike the packet's uid, another one for each time that TCP sends it. */
  readonly flight: string;
  readonly packet: PacketRecord;
  readonly text: string;
  readonly name: string;
  readonly size: GlyphSize;
  readonly width: number;
  readonly down: boolean;
  readonly lost: boolean;
  readonly count: number;
  readonly stress: Stress;
  readonly selected: boolean;
  readonly alone: boolean;
  readonly onPress: (uid: PacketUid) => void;
  /** Hands over the element that moves, and takes it back. */
  readonly onElement: (flight: string, element: HTMLElement | null) => void;
}

export const PacketGlyph = memo(function PacketGlyph(props: PacketGlyphProps) {
  const { flight, packet, text, name, size, width, down, lost, count, stress, selected, alone } =
    props;
  const { onElement } = props;
  const { uid, type, level, dup } = packet;
  const bundle = count > 1;
  const look = classNames(
    styles.glyph,
    bundle ? styles.bundle : styles[size],
    level === undefined ? styles.plain : [styles.q0, styles.q1, styles.q2][level],
    type === 'PUBLISH' && !bundle && styles.publish,
    down ? styles.down : styles.up,
    dup && !bundle && styles.resent,
    lost && styles.lost,
    stress === 'dim' && styles.dim,
    selected && styles.selected,
    alone && styles.alone,
  );
  // The wrapper is what moves, and has next to no style: moving it costs the least.
  return (
    <div
      ref={(element) => {
        onElement(flight, element);
        return () => onElement(flight, null);
      }}
      className={classNames(styles.mover, selected && styles.raised)}
    >
      <button
        type="button"
        className={look}
        style={{ width }}
        aria-label={name}
        aria-pressed={selected}
        data-packet={uid}
        onClick={() => props.onPress(uid)}
      >
        {!bundle && (size === 'mark' || (size === 'full' && type !== 'PUBLISH')) ? (
          <GlyphShape type={type} size={size === 'mark' ? 16 : 10} />
        ) : undefined}
        <span className={styles.text}>{text}</span>
        {lost ? (
          <span className={styles.cross}>
            <LossCross />
          </span>
        ) : undefined}
      </button>
    </div>
  );
});

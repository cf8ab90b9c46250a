// The order in which the keyboard goes through the packets on their way, that of sending, and where
// it stands: one packet is the stop that Tab comes to.
import type { PacketUid } from '../../trace/event.ts';
import type { GlyphView } from './glyphView.ts';

/** Its box's name: the flight of the packet that leads it. */
export function glyphKey({ box }: GlyphView): string {
  return box.rider.uid;
}

export function inOrder(glyphs: readonly GlyphView[]): readonly GlyphView[] {
  return glyphs.toSorted((a, b) => a.box.rider.sentAt - b.box.rider.sentAt);
}

/** The one that has the focus, else the selected one, else the oldest. */
export function stopOf(
  ordered: readonly GlyphView[],
  focused: string | undefined,
): GlyphView | undefined {
  return (
    (focused === undefined ? undefined : ordered.find((one) => glyphKey(one) === focused)) ??
    ordered.find(({ selected }) => selected) ??
    ordered[0]
  );
}

/** After one that has gone: the packet that rode with it, the next that was sent, or the last. */
export function heirOf(ordered: readonly GlyphView[], gone: GlyphView): GlyphView | undefined {
  const { rider, riders } = gone.box;
  return (
    ordered.find(({ box }) => box.rider === rider || riders.includes(box.rider)) ??
    ordered.find(({ box }) => box.rider.sentAt > rider.sentAt) ??
    ordered.at(-1)
  );
}

/** ↑ and ↓ go to the one sent before and after; Home and End are the playhead's. */
export function neighbourOf(
  ordered: readonly GlyphView[],
  stop: GlyphView,
  key: string,
): GlyphView | undefined {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  return step === 0 ? undefined : ordered[ordered.indexOf(stop) + step];
}

/** What a press on it selects: of a bundle that is selected, the one after. */
export function pressed({ packet, selected, riding }: GlyphView): PacketUid {
  if (!selected) return packet.uid;
  return riding[(riding.indexOf(packet.uid) + 1) % riding.length] ?? packet.uid;
}

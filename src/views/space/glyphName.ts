// How a glyph is said aloud: its packet, or how many packets it stands for.
import type { NodeId } from '../../trace/event.ts';
import type { Cast, Troupe } from './cast.ts';
import { describePacket } from './glyphText.ts';
import type { GlyphView } from './glyphView.ts';

/** `PUBACK A, QoS 1, broker to publisher, lost`; `3 packets, the first is PUBLISH B, …`. */
export function nameGlyph(
  cast: Cast,
  {
    packet,
    letter,
    lost,
    count,
    first,
  }: Pick<GlyphView, 'packet' | 'letter' | 'lost' | 'count' | 'first'>,
): string {
  const said = describePacket(packet, letter, (node) => nameNode(cast, node));
  if (lost) return `${said}, lost`;
  if (count === 1) return said;
  return `${count} packets, ${first ? 'the first is' : 'one of them is'} ${said}`;
}

/** By its part where no other has it. */
function nameNode({ publishers, subscribers }: Cast, node: NodeId): string {
  if (isOnly(publishers, node)) return 'publisher';
  return isOnly(subscribers, node) ? 'subscriber' : node;
}

function isOnly({ shown, folded }: Troupe, node: NodeId): boolean {
  return folded.length === 0 && shown.length === 1 && shown[0]?.id === node;
}

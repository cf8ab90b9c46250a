// mqtt-packet's writing half, called so that it takes any Uint8Array for bytes. The one file that knows
// the library's functions.

import { type IPublishPacket, type Packet as LibraryPacket, writeToStream } from 'mqtt-packet';
import type { MessageProperties, Payload, ProtocolVersion } from '../packets/packet.ts';
import { concatBytes } from './bytes.ts';
import { definedOf } from './optionalFields.ts';

/** What the library writes to, as far as it looks. */
interface Sink {
  /** Undefined comes for a length that two bytes cannot hold: its table of numbers ends before. */
  write(piece: Payload | undefined): boolean;
  destroy(error: Error): void;
}

/** @throws Error when the packet cannot be written */
export function writeByLibrary(packet: LibraryPacket, version: ProtocolVersion): Uint8Array {
  const pieces: Payload[] = [];
  const sink: Sink = {
    write: (piece) => {
      if (piece === undefined) throw new Error('A field is too long');
      return pieces.push(piece) > 0;
    },
    destroy: (error) => {
      throw error;
    },
  };
  const stream: unknown = sink;
  writeToStream(packet, stream as NodeJS.WritableStream, { protocolVersion: version });
  return concatBytes(pieces);
}

type LibraryProperties = NonNullable<IPublishPacket['properties']>;

export function libraryProperties(properties: MessageProperties = {}): LibraryProperties {
  const { payloadFormat, contentType, responseTopic, correlationData, userProperties } = properties;
  return definedOf({
    payloadFormatIndicator: payloadFormat === undefined ? undefined : payloadFormat === 1,
    contentType,
    responseTopic,
    correlationData: correlationData as Buffer | undefined,
    userProperties: pairsOf(userProperties),
  });
}

/**
 * v5 [MQTT-3.3.2-18]: in their order, which the library keeps in a list alone; so each pair is an
 * object of its own there. It fails on an empty list.
 */
function pairsOf(
  pairs: MessageProperties['userProperties'] = [],
): LibraryProperties['userProperties'] {
  if (pairs.length === 0) return undefined;
  const objects: unknown = pairs.map(([name, value]) => ({ [name]: value }));
  return objects as LibraryProperties['userProperties'];
}

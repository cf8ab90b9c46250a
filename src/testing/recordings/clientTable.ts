// How our client is set so as to be held against each recorded one: its choices, once for each, and
// what it asked for in the CONNECT that it sent.
import { CLIENT_DEFAULTS, type ClientOptions } from '../../mqtt/client/options.ts';
import type { ProtocolVersion, Subscription } from '../../mqtt/packets/packet.ts';
import type { ClientRecording } from './clientFile.ts';
import { bytesOf, packetIn } from './wireBytes.ts';

interface Choices {
  readonly options: Partial<ClientOptions>;
  /** Who subscribes: the library where the session is new, or the application on each connection. */
  readonly subscribes: 'library' | 'application';
}

const CHOICES = {
  mqttjs: {
    options: { sessionLost: 'resend', offlinePublish: 'queueAll' },
    subscribes: 'library',
  },
  'mosquitto-clients': { options: { sessionLost: 'discard' }, subscribes: 'application' },
} as const satisfies Record<string, Choices>;

type Library = keyof typeof CHOICES;
export const LIBRARIES = Object.keys(CHOICES) as Library[];

export function clientOptionsOf(recording: ClientRecording): ClientOptions {
  const connect = recordedPacket(recording, 'CONNECT');
  if (connect?.type !== 'CONNECT') throw new Error(`${recording.client} sends no CONNECT`);
  const { clientId, protocolVersion, cleanStart, sessionExpirySec, keepAliveSec } = connect;
  const { options, subscribes } = choicesOf(recording);
  const { receiveMaximum } = connect;
  return {
    ...CLIENT_DEFAULTS,
    ...options,
    ...{ clientId, protocolVersion, cleanStart, sessionExpirySec, keepAliveSec },
    ...(receiveMaximum === undefined ? {} : { receiveMaximum }),
    subscriptions: subscribes === 'library' ? subscriptionsOf(recording) : [],
  };
}

/** What its application subscribes to whenever it is connected. */
export function applicationSubscribes(recording: ClientRecording): readonly Subscription[] {
  return choicesOf(recording).subscribes === 'application' ? subscriptionsOf(recording) : [];
}

export function versionOf({ client }: ClientRecording): ProtocolVersion {
  return client.includes('-v4-') ? 4 : 5;
}

function subscriptionsOf(recording: ClientRecording): readonly Subscription[] {
  const packet = recordedPacket(recording, 'SUBSCRIBE');
  return packet?.type === 'SUBSCRIBE' ? packet.subscriptions : [];
}

/** The first of a type that the recorded client sent. */
function recordedPacket(recording: ClientRecording, type: 'CONNECT' | 'SUBSCRIBE') {
  const hex = recording.events.find(
    ({ dir, packet }) => dir === '>' && packet?.cmd.toUpperCase() === type,
  )?.hex;
  const stream = { from: 'client', version: versionOf(recording) } as const;
  return hex === undefined ? undefined : packetIn(bytesOf(hex), stream);
}

function choicesOf({ client }: ClientRecording): Choices {
  const library = LIBRARIES.find((name) => client.startsWith(name));
  if (library === undefined) throw new Error(`No choices for ${client}`);
  return CHOICES[library];
}

// The format of clients/*.json: what real clients sent when a proxy lost one packet and cut the
// connection. Playing them against our machine is clientReplay.ts's.
import type { Qos } from '../../mqtt/packets/packet.ts';
import type { ScriptedPacket } from './brokerFile.ts';

export interface RecordedPacket extends ScriptedPacket {
  readonly topic?: string;
  readonly payload?: string;
  readonly qos?: Qos;
  readonly sessionPresent?: boolean;
  readonly subscriptions?: readonly { readonly topic: string; readonly qos: Qos }[];
}

/** An event of the connection, a packet (`>` to the broker), or what the application saw. */
export interface ClientEvent {
  readonly conn?: number;
  readonly event?: 'open' | 'closed';
  readonly by?: 'client' | 'proxy' | 'broker';
  readonly dir?: '>' | '<';
  readonly packet?: RecordedPacket;
  readonly hex?: string;
  /** Swallowed by the proxy, which then cut the connection if the file says so. */
  readonly lost?: boolean;
  /** It came from the broker when the client was cut off already. */
  readonly afterCut?: boolean;
  readonly app?: string;
  /** Of a message that the application got. */
  readonly payload?: string;
}

export interface ClientFile {
  readonly name: string;
  readonly description: string;
  /** Messages that the application published when it was first connected. */
  readonly pubs: readonly (readonly [qos: Qos, payload: string])[] | null;
  readonly recorded: Readonly<Record<string, { readonly events: readonly ClientEvent[] }>>;
}

/** One file × one recorded client and way to connect, such as `mqttjs-v5-clean`. */
export interface ClientRecording {
  readonly file: ClientFile;
  readonly client: string;
  readonly events: readonly ClientEvent[];
}

export function clientRecordings(files: readonly ClientFile[]): readonly ClientRecording[] {
  const named = files.flatMap((file) =>
    Object.entries(file.recorded).map(([client, { events }]) => ({ file, client, events })),
  );
  return named.sort((a, b) => (a.client < b.client ? -1 : a.client > b.client ? 1 : 0));
}

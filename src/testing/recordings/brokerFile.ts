// The format of brokers/*.json: one scripted client, and what each real broker answered to it.
// Reading alone; playing the script against our machine is brokerReplay.ts's.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProtocolVersion } from '../../mqtt/packets/packet.ts';

export const RECORDED_BROKERS = ['mosquitto21', 'mosquitto', 'aedes', 'paho'] as const;
export type RecordedBroker = (typeof RECORDED_BROKERS)[number];

/** Whether the scripted client answers PUBLISH, PUBREC and PUBREL by itself, or PUBREC alone. */
export type AckPolicy = boolean | { readonly pubrel: boolean };

/** A packet as the script writes it; `$m1` is the identifier of the PUBLISH with payload `m1`. */
export interface ScriptedPacket {
  readonly cmd: string;
  readonly messageId?: number | string;
  readonly reasonCode?: number;
}

export type Step =
  | {
      readonly op: 'connect';
      readonly conn: string;
      readonly clientId?: string;
      readonly ack?: AckPolicy;
      readonly noConnect?: boolean;
    }
  | {
      readonly op: 'send';
      readonly conn: string;
      readonly packet?: ScriptedPacket;
      readonly packets?: readonly ScriptedPacket[];
    }
  | {
      readonly op: 'hex';
      readonly conn: string;
      readonly hex: string;
      readonly bytewise?: boolean;
    }
  | { readonly op: 'close' | 'disconnect'; readonly conn: string }
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'broker-kill'; readonly signal?: 'SIGKILL' | 'SIGTERM' }
  | { readonly op: 'broker-signal' | 'broker-start' };

/** What happened in a step: a packet (`>` to the broker, `<` from it), or an event by its name. */
export interface RecordedEvent {
  readonly step: number;
  readonly conn?: string;
  readonly dir?: '>' | '<';
  readonly hex?: string;
  /** The scripted client's own answer. */
  readonly auto?: boolean;
  readonly event?: string;
  readonly by?: 'broker' | 'client';
}

export interface BrokerFile {
  readonly name: string;
  readonly description: string;
  readonly protocolVersion: ProtocolVersion;
  /** Recordings that are not what the specification asks for, and why. */
  readonly deviates: Readonly<Partial<Record<RecordedBroker, string>>>;
  readonly brokerConf?: readonly string[];
  readonly persistence?: boolean;
  readonly steps: readonly Step[];
  /** `null`: that broker does not speak the file's protocol version. */
  readonly recorded: Readonly<Partial<Record<RecordedBroker, readonly RecordedEvent[] | null>>>;
}

/** One file × one recorded broker: what is held against ours. */
export interface BrokerRecording {
  readonly file: BrokerFile;
  readonly broker: RecordedBroker;
  readonly events: readonly RecordedEvent[];
}

/** Every file of a folder beside this one, by name. */
export function readFolder<T>(folder: 'brokers' | 'clients'): readonly T[] {
  const path = fileURLToPath(new URL(`./${folder}/`, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): T => JSON.parse(readFileSync(`${path}${name}`, 'utf8')));
}

export function brokerRecordings(files: readonly BrokerFile[]): readonly BrokerRecording[] {
  return RECORDED_BROKERS.flatMap((broker) =>
    files.flatMap((file): readonly BrokerRecording[] => {
      const events = file.recorded[broker];
      return events === undefined || events === null ? [] : [{ file, broker, events }];
    }),
  );
}

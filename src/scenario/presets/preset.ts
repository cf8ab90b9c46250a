// What a preset is, and the pieces that presets share: one publisher and one subscriber around the
// broker, with everything at its default. A script's steps are steps.ts's.

import type { ProtocolVersion, Subscription } from '../../mqtt/packets/packet.ts';
import { DEFAULT_BROKER, DEFAULT_CLIENT, DEFAULT_NETWORK } from '../defaults.ts';
import type {
  BrokerSettings,
  ClientSettings,
  NetworkSettings,
  PublishPattern,
  Scenario,
  ScriptEntry,
} from '../scenario.ts';

/** Of those in which applications of use cases run. */
export const APPLICATION_GROUP = 'What it does to an application';

/** What a menu sorts presets by, in the order in which they are offered. */
export const PRESET_GROUPS = [
  'Start here',
  'Lost packets',
  'Often misunderstood',
  'Sessions and queues',
  'Crashes',
  'Connections',
  'Networks',
  APPLICATION_GROUP,
] as const;
type PresetGroup = (typeof PRESET_GROUPS)[number];

interface Label {
  /** As `--preset` and a link call it: a contract. */
  readonly name: string;
  readonly group: PresetGroup;
  readonly title: string;
  /** What happens, in one sentence. */
  readonly sentence: string;
  /** Where to look, and what it shows. */
  readonly lookFor: string;
}

export interface Preset extends Label {
  readonly scenario: Scenario;
}

export const DEMO_TOPIC = 'qoscope/demo';

/** Slow enough to watch. */
export const SLOW_NETWORK: NetworkSettings = { ...DEFAULT_NETWORK, latencyMs: 300 };

/** As 3.1.1 and 5.0 have it: what is unacknowledged is sent again on reconnect alone. */
export const CALM_NETWORK: NetworkSettings = { ...SLOW_NETWORK, resend: 'reconnect' };

export const SLOW_TCP: NetworkSettings = { ...SLOW_NETWORK, model: 'tcp' };

/** What a preset says; the rest is the defaults'. */
interface Parts {
  readonly protocolVersion?: ProtocolVersion;
  readonly seed?: number;
  readonly network?: Partial<NetworkSettings>;
  readonly broker?: Partial<BrokerSettings>;
  /** The publisher's settings. */
  readonly pub?: ClientParts;
  readonly publishes?: readonly PublishPattern[];
  /** The subscriber's settings. */
  readonly sub?: ClientParts;
  /** Absent: the demo topic, at QoS 2. */
  readonly subscriptions?: readonly Subscription[];
  /** In order of time. */
  readonly script?: readonly ScriptEntry[];
}
type ClientParts = Partial<Omit<ClientSettings, 'id' | 'publishes' | 'subscriptions'>>;

export function presetOf(label: Label, parts: Parts): Preset {
  return { ...label, scenario: scenarioOf(label.title, parts) };
}

/** `pub` → broker → `sub`. */
export function scenarioOf(title: string, parts: Parts): Scenario {
  const { publishes = [], subscriptions = [{ filter: DEMO_TOPIC, qos: 2 }] } = parts;
  return {
    title,
    protocolVersion: parts.protocolVersion ?? 5,
    seed: parts.seed ?? 1,
    network: { ...DEFAULT_NETWORK, ...parts.network },
    broker: { ...DEFAULT_BROKER, ...parts.broker },
    clients: [
      { id: 'pub', subscriptions: [], publishes, ...DEFAULT_CLIENT, ...parts.pub },
      { id: 'sub', subscriptions, publishes: [], ...DEFAULT_CLIENT, ...parts.sub },
    ],
    script: parts.script ?? [],
  };
}

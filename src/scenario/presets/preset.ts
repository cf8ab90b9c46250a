// What a preset is, and the pieces that presets share: one publisher and one subscriber around the
// broker, with everything at its default.

import { DEFAULT_BROKER, DEFAULT_CLIENT } from '../defaults.ts';
import type {
  ClientSettings,
  NetworkSettings,
  PublishPattern,
  Scenario,
  ScriptEntry,
} from '../scenario.ts';

export interface Preset {
  /** As `--preset` and a link call it. */
  readonly name: string;
  readonly title: string;
  /** What happens, in one sentence. */
  readonly sentence: string;
  /** Where to look, and what it shows. */
  readonly lookFor: string;
  readonly scenario: Scenario;
}

export const DEMO_TOPIC = 'qoscope/demo';

export const DEFAULT_NETWORK: NetworkSettings = {
  model: 'lossy',
  lossHop1Up: 0,
  lossHop1Down: 0,
  lossHop2Up: 0,
  lossHop2Down: 0,
  latencyMs: 50,
  jitterMs: 0,
  resend: 'timer',
  resendMs: 1000,
};

/** Slow enough to watch. */
export const SLOW_NETWORK: NetworkSettings = { ...DEFAULT_NETWORK, latencyMs: 300 };

interface Parts {
  readonly network: NetworkSettings;
  readonly publishes?: readonly PublishPattern[];
  readonly script?: readonly ScriptEntry[];
  /** What the subscriber listens to, at QoS 2. */
  readonly filters?: readonly string[];
}

/** `pub` → broker → `sub`. */
export function scenarioOf(title: string, parts: Parts): Scenario {
  const { network, publishes = [], script = [], filters = [DEMO_TOPIC] } = parts;
  return {
    title,
    protocolVersion: 5,
    seed: 1,
    network,
    broker: DEFAULT_BROKER,
    clients: [
      client('pub', { publishes }),
      client('sub', { subscriptions: filters.map((filter) => ({ filter, qos: 2 })) }),
    ],
    script,
  };
}

function client(
  id: string,
  does: Partial<Pick<ClientSettings, 'publishes' | 'subscriptions'>>,
): ClientSettings {
  return { id, subscriptions: [], publishes: [], ...DEFAULT_CLIENT, ...does };
}

// Commands in a few words, as a button says them that takes one back: `loss 20 %`, `crash of the
// broker`.

import { assertNever } from '../base/assertNever.ts';
import { findProfile } from './profiles.ts';
import type { Command, NetworkSettings } from './scenario.ts';

/** How a node is called; by its id, unless told. */
type NameOf = (node: string) => string;

/** With more changes than this, they are not said one by one. */
const CHANGES_MAX = 2;

const LOSSES = ['lossHop1Up', 'lossHop1Down', 'lossHop2Up', 'lossHop2Down'] as const;

/** @param network the settings that a change of the network leads to: a profile is then named */
export function describeCommand(
  command: Command,
  nameOf: NameOf = (node) => node,
  network?: NetworkSettings,
): string {
  switch (command.kind) {
    case 'publish':
      return `QoS ${command.qos} message “${command.payload}”`;
    case 'set-network':
      return describeNetwork(command.changes, network);
    case 'cut-connection':
      return `cut of ${nameOf(command.client)}`;
    case 'black-hole':
      return `black hole for ${nameOf(command.client)}`;
    case 'take-offline':
      return `${nameOf(command.client)} offline`;
    case 'bring-online':
      return `${nameOf(command.client)} online`;
    case 'crash-client':
      return `crash of ${nameOf(command.client)}`;
    case 'crash-broker':
      return `crash of ${nameOf('broker')}`;
    case 'change-client':
      return `habits of ${nameOf(command.client)}`;
    case 'add-client':
      return `${command.client.id} added`;
    case 'remove-client':
      return `${nameOf(command.client)} removed`;
    case 'kill-packet':
      return 'killed packet';
    case 'delay-packet':
      return `packet delayed by ${command.byMs} ms`;
    case 'drop-next':
      return `drop of the next ${command.packetType}, hop ${command.hop}`;
    case 'start-publishing':
      return `publishing by itself, ${command.pattern.ratePerSec}/s`;
    case 'stop-publishing':
      return 'end of publishing by itself';
    default:
      return assertNever(command);
  }
}

function describeNetwork(
  changes: Partial<NetworkSettings>,
  network: NetworkSettings | undefined,
): string {
  const parts = [...describeLosses(changes)];
  for (const [key, describe] of Object.entries(FIGURES)) {
    const value = changes[key as Figure];
    if (value !== undefined) parts.push(describe(value));
  }
  if (changes.model !== undefined) parts.push(changes.model === 'tcp' ? 'TCP' : 'lossy packets');
  if (changes.resend !== undefined) parts.push(RESEND[changes.resend]);
  if (parts.length > 0 && parts.length <= CHANGES_MAX) return parts.join(', ');
  const profile = network && findProfile({ ...network, ...changes });
  return profile === undefined ? 'settings of the network' : `network “${profile.label}”`;
}

/** One figure where all that change are the same. */
function describeLosses(changes: Partial<NetworkSettings>): readonly string[] {
  const given = LOSSES.flatMap((key) => (changes[key] === undefined ? [] : [changes[key]]));
  const [first] = given;
  if (first === undefined) return [];
  return given.every((loss) => loss === first) ? [`loss ${percent(first)}`] : ['losses'];
}

type Figure = {
  [K in keyof NetworkSettings]: NetworkSettings[K] extends number
    ? number extends NetworkSettings[K]
      ? K
      : never
    : never;
}[Exclude<keyof NetworkSettings, (typeof LOSSES)[number]>];

const FIGURES: Readonly<Record<Figure, (value: number) => string>> = {
  latencyMs: (ms) => `latency ${ms} ms`,
  jitterMs: (ms) => `jitter ${ms} ms`,
  burstMs: (ms) => `bursts of ${ms} ms`,
  duplication: (share) => `network copies ${percent(share)}`,
  reordering: (share) => `overtaking ${percent(share)}`,
  reorderMs: (ms) => `held up by ${ms} ms`,
  bytesPerSec: (rate) => `link rate ${rate} B/s`,
  cutsPerMin: (rate) => `${rate} cuts a minute`,
  resendMs: (ms) => `re-send after ${ms} ms`,
};

const RESEND: Readonly<Record<NetworkSettings['resend'], string>> = {
  model: 're-send as the network',
  timer: 're-send by timer',
  reconnect: 're-send on reconnect',
};

/** 0.2 → `20 %`, without the noise of binary fractions. */
function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`;
}

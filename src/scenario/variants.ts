// A variant: the base scenario, and the commands given to it by hand, with some settings changed. What a
// variant sets it holds to: a command is without what would change that again.

import { DEFAULT_BROKER, DEFAULT_NETWORK } from './defaults.ts';
import type { ClientSettings, Command, Scenario, TimedCommand } from './scenario.ts';
import {
  applySettings,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.ts';
import { labelOf } from './variantLabel.ts';

export interface Variant {
  /** In a few words: `QoS 1 + ignore repeats`; `as it is` for the base. */
  readonly label: string;
  /** In the table's order, each as a link writes it. */
  readonly settings: ReadonlyMap<SettingName, string>;
}

/** More do not stand side by side. */
export const LANES_MAX = 3;

/** The same at each level. */
export const LEVELS: readonly Variant[] = (['0', '1', '2'] as const).map((qos) =>
  variantOf([['qos', qos]]),
);

/** Each message at its own level, all at the highest, all at the lowest. */
export const PER_MESSAGE: readonly Variant[] = [
  variantOf([]),
  variantOf([['qos', '2']]),
  variantOf([['qos', '0']]),
];

/** @param settings with valid values; of the same setting twice the last counts */
export function variantOf(settings: Iterable<readonly [SettingName, string]>): Variant {
  const given = new Map(settings);
  const ordered = new Map<SettingName, string>();
  for (const name of SETTING_NAMES) {
    const text = given.get(name);
    if (text !== undefined) ordered.set(name, text);
  }
  return { label: labelOf(ordered), settings: ordered };
}

export function isSameVariant(a: Variant, b: Variant): boolean {
  return (
    a.settings.size === b.settings.size &&
    [...a.settings].every(([name, text]) => b.settings.get(name) === text)
  );
}

export function areSameLanes(a: readonly Variant[], b: readonly Variant[]): boolean {
  return a.length === b.length && a.every((one, i) => isSameVariant(one, b[i] ?? one));
}

/** A setting that the scenario has no place for changes nothing: a level without a message, say. */
export function applyVariant(scenario: Scenario, { settings }: Variant): Scenario {
  return applySettings(scenario, settings, (name) => name).scenario;
}

/** @returns undefined where the variant leaves nothing of it */
export function applyVariantTo(command: Command, variant: Variant): Command | undefined {
  const { settings } = variant;
  switch (command.kind) {
    case 'publish':
    case 'start-publishing':
      return applyVariant({ ...NOBODY, script: [{ atMs: 0, command }] }, variant).script[0]
        ?.command;
    case 'add-client': {
      const [client] = applyVariant({ ...NOBODY, clients: [command.client] }, variant).clients;
      return client && { ...command, client };
    }
    case 'set-network': {
      const changes = without(command.changes, networkFieldsOf(settings));
      return isEmpty(changes) ? undefined : { ...command, changes };
    }
    case 'change-client': {
      const changes = without(command.changes, clientFieldsOf(settings));
      return isEmpty(changes) ? undefined : { ...command, changes };
    }
    default:
      return command;
  }
}

export function applyVariantToAll(
  commands: readonly TimedCommand[],
  variant: Variant,
): readonly TimedCommand[] {
  return commands.flatMap(({ at, command }) => {
    const changed = applyVariantTo(command, variant);
    return changed === undefined ? [] : [{ at, command: changed }];
  });
}

/** Nothing is in it but what a command brings. */
const NOBODY: Scenario = {
  protocolVersion: 5,
  seed: 1,
  network: DEFAULT_NETWORK,
  broker: DEFAULT_BROKER,
  clients: [],
  script: [],
};

const LOSS_FIELDS = ['lossHop1Up', 'lossHop1Down', 'lossHop2Up', 'lossHop2Down'];

function networkFieldsOf(settings: Variant['settings']): readonly string[] {
  return [...settings.keys()].flatMap((name) => {
    if (name === 'loss') return LOSS_FIELDS;
    const { networkField }: Setting = SETTINGS[name];
    return networkField === undefined ? [] : [networkField];
  });
}

function clientFieldsOf(settings: Variant['settings']): readonly string[] {
  return [...settings.keys()].flatMap((name) => {
    const { clientField }: Setting = SETTINGS[name];
    return clientField === undefined ? [] : [clientField];
  });
}

function without<T extends Partial<ClientSettings> | Partial<Scenario['network']>>(
  changes: T,
  fields: readonly string[],
): T {
  const kept = Object.entries(changes).filter(([field]) => !fields.includes(field));
  return Object.fromEntries(kept) as T;
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}

// What a command changes, or how a client that joins differs from the default, as a link says it:
// `SETTING=VALUE`, … by the names of settings.ts.

import type { ClientSettings, NetworkSettings } from './scenario.ts';
import type { ClientField } from './setting.ts';
import { readValue, SETTINGS, type Setting } from './settings.ts';

const LOSS_FIELDS = ['lossHop1Up', 'lossHop1Down', 'lossHop2Up', 'lossHop2Down'] as const;

/** The settings by name; those that are a field of the network's, and of a client's. */
const all = Object.entries<Setting>(SETTINGS);
const networkSettings = all.filter(([, { networkField }]) => networkField !== undefined);
const clientSettings = all.filter(([, { clientField }]) => clientField !== undefined);

/** `loss` for all four at once, where they are the same. */
export function formatNetworkChanges(changes: Partial<NetworkSettings>): readonly string[] {
  const [first] = LOSS_FIELDS.map((field) => changes[field]);
  const linked = first !== undefined && LOSS_FIELDS.every((field) => changes[field] === first);
  const parts = linked ? [`loss=${first}`] : [];
  for (const [name, { networkField: field, showText }] of networkSettings) {
    const value = field && changes[field];
    const isSaid = linked && LOSS_FIELDS.some((loss) => loss === field);
    if (value !== undefined && !isSaid) parts.push(`${name}=${showText(value)}`);
  }
  return parts;
}

export function formatClientChanges(
  changes: Partial<Pick<ClientSettings, ClientField>>,
): readonly string[] {
  const parts: string[] = [];
  for (const [name, { clientField: field, showText }] of clientSettings) {
    const value = field && changes[field];
    if (value !== undefined) parts.push(`${name}=${showText(value)}`);
  }
  return parts;
}

/** What the fields say, unchecked; a name that is no setting stays as it is. */
export function toNetworkChanges(fields: readonly string[]): unknown {
  return toChanges(fields, (name, text) => {
    if (name === 'loss') return LOSS_FIELDS.map((field) => [field, SETTINGS.loss.readText(text)]);
    const [, setting] = networkSettings.find(([known]) => known === name) ?? [];
    return [[setting?.networkField ?? name, (setting?.readText ?? readValue)(text)]];
  });
}

/** @param isMeant which of the clients' settings there are */
export function toClientChanges(
  fields: readonly string[],
  isMeant: (field: ClientField) => boolean = () => true,
): Record<string, unknown> {
  return toChanges(fields, (name, text) => {
    const [, setting] = clientSettings.find(([known]) => known === name) ?? [];
    const field = setting?.clientField;
    if (setting === undefined || field === undefined || !isMeant(field)) {
      return [[name, readValue(text)]];
    }
    return [[field, setting.readText(text)]];
  });
}

type Entry = readonly [field: string, value: unknown];

function toChanges(
  parts: readonly string[],
  entriesOf: (name: string, text: string) => readonly Entry[],
): Record<string, unknown> {
  const entries = parts.flatMap((part) => {
    const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    return entriesOf(name, text);
  });
  return Object.fromEntries(entries);
}

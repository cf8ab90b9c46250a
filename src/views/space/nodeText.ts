// What the nodes' boxes say at an instant: how a node is connected, what is in its way, what it stores
// and waits for, and the usual. Facts in order of importance; nodeFit.ts decides for how many there is room.

import type { SimTime } from '../../base/time.ts';
import type { BrokerSettings, ClientSettings } from '../../scenario/scenario.ts';
import type { Condition } from '../../trace/conditions.ts';
import type { NodeId } from '../../trace/event.ts';
import type { HeldPacket } from '../../trace/flights.ts';
import type { StoreSpan } from '../../trace/stores.ts';
import type { Cast } from './cast.ts';
import { heldLines, holdsMessage, type Line } from './heldLines.ts';
import { backlogLines, gapLines, limitsOf } from './peerLines.ts';
import type { SpacePlan } from './plan.ts';

export interface NodeView {
  readonly node: NodeId;
  readonly title: string;
  readonly condition: Condition;
  /** Not as usual, or in the way: the most important first. */
  readonly alerts: readonly Line[];
  /** What it stores, the most urgent first, or counted. */
  readonly held: readonly Line[];
  /** Said after what it stores, as far as there is room left. */
  readonly rest: readonly Line[];
  /** The usual, the most important first; of each the longest form first. */
  readonly notes: readonly (readonly string[])[];
  /** The name of the button that it is. */
  readonly spoken: string;
}

export interface NodeTextRules {
  readonly plan: SpacePlan;
  readonly cast: Cast;
  readonly broker: BrokerSettings;
  readonly showIdentifiers: boolean;
}

export interface FoldView {
  readonly clients: readonly { readonly id: NodeId; readonly state: string }[];
  /** How many of them are not connected. */
  readonly away: number;
}

export interface NodeViews {
  readonly publishers: readonly NodeView[];
  readonly broker: NodeView;
  readonly subscribers: readonly NodeView[];
  readonly folded: Readonly<Record<'publishers' | 'subscribers', FoldView>>;
}

interface Instant {
  readonly t: SimTime;
  readonly stores: ReadonlyMap<NodeId, readonly StoreSpan[]>;
  readonly gaps: ReadonlyMap<NodeId, readonly HeldPacket[]>;
}

export function nodesAt(rules: NodeTextRules, t: SimTime): NodeViews {
  const { index } = rules.plan;
  const instant: Instant = {
    t,
    stores: groupBy(index.storesAt(t), ({ node }) => node),
    gaps: groupBy(index.heldAt(t), ({ packet }) => packet.to),
  };
  const views = (band: 'publishers' | 'subscribers') =>
    rules.cast[band].shown.map((client) => clientView(rules, client, band, instant));
  return {
    publishers: views('publishers'),
    broker: brokerView(rules, instant),
    subscribers: views('subscribers'),
    folded: {
      publishers: foldView(rules, 'publishers', t),
      subscribers: foldView(rules, 'subscribers', t),
    },
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => NodeId): Map<NodeId, T[]> {
  const groups = new Map<NodeId, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The longest form first. */
const CONDITION_FORMS: Readonly<Record<Condition, readonly string[]>> = {
  running: ['running'],
  down: ['crashed'],
  offline: ['offline'],
  disconnected: ['disconnected', 'no link'],
  connecting: ['connecting'],
  connected: ['connected'],
  silenced: ['in a black hole', 'black hole'],
  gone: ['gone'],
};

export function isWell(condition: Condition): boolean {
  return condition === 'connected' || condition === 'running';
}

function sayCondition(condition: Condition): string {
  return CONDITION_FORMS[condition][0] ?? condition;
}

/** Alone of its kind, a client goes by its part. */
function isAlone({ cast }: NodeTextRules, band: 'publishers' | 'subscribers'): boolean {
  const { shown, folded } = cast[band];
  return shown.length + folded.length === 1;
}

const PARTS = { publishers: 'Publisher', subscribers: 'Subscriber' } as const;

function clientView(
  rules: NodeTextRules,
  client: ClientSettings,
  band: 'publishers' | 'subscribers',
  { t, stores, gaps }: Instant,
): NodeView {
  const { plan } = rules;
  const { id, receiveMaximum } = client;
  const condition = plan.index.conditionAt(id, t);
  const session = plan.sessions.at(id, t);
  const own = stores.get(id) ?? [];
  const alone = isAlone(rules, band);
  const kept = session === 'none' ? ['no session'] : ['session kept', 'sess. kept'];
  const notes = [
    ...(alone ? [[id]] : []),
    ...(band === 'subscribers' ? [[`QoS ${grantedQos(client, rules.broker)}`]] : []),
    ...(condition === 'connected' ? [['connected']] : []),
    ...(condition === 'connected' && session !== 'none' ? [[`${session} session`]] : []),
  ];
  const alerts = [
    ...(isWell(condition) ? [] : [urgent(CONDITION_FORMS[condition])]),
    ...gapLines(gaps.get(id) ?? [], false),
    ...backlogLines(own, { receiveMaximum, queueLimit: Infinity }, false),
  ];
  const rest = isWell(condition) || condition === 'connecting' ? [] : [said(kept)];
  const title = alone ? PARTS[band] : id;
  const name = alone ? `${title} ${id}` : `${PARTS[band]} ${id}`;
  const spoken = `${name}, ${sayCondition(condition)}`;
  const held = heldLines({ ...rules, namesPeers: false }, own, t);
  return { node: id, title, condition, alerts, held, rest, notes, spoken };
}

function urgent(forms: readonly string[]): Line {
  return { ...said(forms), isUrgent: true };
}

function said(forms: readonly string[]): Line {
  return { letter: '', level: undefined, forms };
}

/** The highest QoS at which it can get a message. */
function grantedQos({ subscriptions }: ClientSettings, { grantedQosMax }: BrokerSettings): number {
  return Math.min(grantedQosMax, Math.max(...subscriptions.map(({ qos }) => qos)));
}

function brokerView(rules: NodeTextRules, { t, stores, gaps }: Instant): NodeView {
  const { cast, plan, broker } = rules;
  const own = stores.get('broker') ?? [];
  const whole = own.filter((span) => holdsMessage(span, t));
  const bytes = whole.reduce((sum, { entry }) => sum + entry.bytes, 0);
  const condition = plan.index.conditionAt('broker', t);
  const namesPeers = !(isAlone(rules, 'publishers') && isAlone(rules, 'subscribers'));
  const alerts = [
    ...(isWell(condition) ? [] : [urgent(CONDITION_FORMS[condition])]),
    ...backlogLines(own, limitsOf(broker), !isAlone(rules, 'subscribers')),
    ...gapLines(gaps.get('broker') ?? [], namesPeers),
  ];
  const rest = awayLines(rules, cast.subscribers.shown, t);
  const notes = [[`${whole.length} stored`], [formatBytes(bytes)], sayStore(broker)];
  const held = heldLines({ ...rules, namesPeers }, own, t);
  const spoken = `Broker, ${sayCondition(condition)}`;
  const said = { alerts, held, rest, notes, spoken };
  return { node: 'broker', title: 'Broker', condition, ...said };
}

/** Of subscribers that are not there: whether anything can wait for them. */
function awayLines(rules: NodeTextRules, clients: readonly ClientSettings[], t: SimTime): Line[] {
  if (isAlone(rules, 'subscribers')) return [];
  const { index, sessions } = rules.plan;
  return clients
    .filter(({ id }) => !['connected', 'connecting', 'silenced'].includes(index.conditionAt(id, t)))
    .map(({ id }) => {
      const kept = sessions.at(id, t) === 'none' ? 'no session' : 'session kept';
      return said([`${id}: ${kept}`, kept]);
    });
}

/** What its store is, and so what is left of it after a crash. */
function sayStore({ store, autosaveSec }: BrokerSettings): readonly string[] {
  switch (store) {
    case 'memory':
      return ['in memory alone', 'in memory'];
    case 'autosave':
      return [`autosave ${autosaveSec} s`];
    default:
      return ['persistent'];
  }
}

function foldView(
  { cast, plan }: NodeTextRules,
  band: 'publishers' | 'subscribers',
  t: SimTime,
): FoldView {
  const conditions = cast[band].folded.map(({ id }) => ({
    id,
    condition: plan.index.conditionAt(id, t),
  }));
  return {
    clients: conditions.map(({ id, condition }) => ({ id, state: sayCondition(condition) })),
    away: conditions.filter(({ condition }) => !isWell(condition)).length,
  };
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

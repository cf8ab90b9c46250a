// What stands in the nodes' boxes at the now line: who it is, how it is connected, what it stores and
// waits for, with the time to the next re-send.

import type { SimTime } from '../../base/time.ts';
import type { ClientSettings } from '../../scenario/scenario.ts';
import type { Condition } from '../../trace/conditions.ts';
import type { NodeId, Qos } from '../../trace/event.ts';
import type { StoreSpan } from '../../trace/stores.ts';
import type { Troupe } from './cast.ts';
import type { SpacePlan } from './plan.ts';

export interface HeldLine {
  readonly letter: string;
  readonly level: Qos;
  /** What follows the letter, the longest form first. */
  readonly forms: readonly string[];
}

export interface NodeView {
  readonly node: NodeId;
  readonly title: string;
  /** Under the title; kept whole each, where there is room. */
  readonly parts: readonly string[];
  readonly held: readonly HeldLine[];
  /** How many there are, with those that `held` leaves out. */
  readonly heldCount: number;
}

export interface NodeTextRules {
  readonly plan: SpacePlan;
  readonly showIdentifiers: boolean;
  /** Sentences in place of facts. */
  readonly big: boolean;
}

export interface NodeViews {
  readonly publishers: readonly NodeView[];
  readonly broker: NodeView;
  readonly subscribers: readonly NodeView[];
}

export function nodesAt(rules: NodeTextRules, t: SimTime): NodeViews {
  const { index, rules: planRules } = rules.plan;
  const { publishers, subscribers } = planRules.cast;
  const stores = index.storesAt(t);
  const views = ({ shown, folded }: Troupe, view: ClientView) =>
    shown.map((client) => view(rules, client, shown.length + folded.length === 1, stores, t));
  return {
    publishers: views(publishers, publisherView),
    broker: brokerView(rules, stores, t),
    subscribers: views(subscribers, subscriberView),
  };
}

type ClientView = (
  rules: NodeTextRules,
  client: ClientSettings,
  alone: boolean,
  stores: readonly StoreSpan[],
  t: SimTime,
) => NodeView;

const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  running: 'running',
  down: 'crashed',
  offline: 'offline',
  disconnected: 'disconnected',
  connecting: 'connecting',
  connected: 'connected',
  silenced: 'in a black hole',
};

const publisherView: ClientView = (rules, client, alone, stores, t) => {
  const state = CONDITION_WORDS[rules.plan.index.conditionAt(client.id, t)];
  const facts = alone ? [client.id, state] : [state];
  const parts = rules.big ? [sayPublished(rules, client.id, t)] : facts;
  const title = alone ? 'Publisher' : client.id;
  return { node: client.id, title, parts, ...heldBy(rules, client.id, stores, t) };
};

const subscriberView: ClientView = (rules, client, alone, stores, t) => {
  const condition = rules.plan.index.conditionAt(client.id, t);
  const qos = Math.max(...client.subscriptions.map((subscription) => subscription.qos));
  const connected = condition === 'connected' ? `QoS ${qos}` : CONDITION_WORDS[condition];
  const facts = alone ? [client.id, connected] : [connected];
  const parts = rules.big ? [saySeen(rules, client.id, t)] : facts;
  const title = alone ? 'Subscriber' : client.id;
  return { node: client.id, title, parts, ...heldBy(rules, client.id, stores, t) };
};

function brokerView(rules: NodeTextRules, stores: readonly StoreSpan[], t: SimTime): NodeView {
  const whole = stores.filter((span) => span.node === 'broker' && holdsMessage(span, t));
  const bytes = whole.reduce((sum, { entry }) => sum + entry.bytes, 0);
  const stored = [`${whole.length} stored`, formatBytes(bytes)];
  const isDown = rules.plan.index.conditionAt('broker', t) === 'down';
  const facts = isDown ? ['crashed', ...stored] : stored;
  const parts = rules.big ? [sayKept(rules, whole)] : facts;
  return { node: 'broker', title: 'Broker', parts, ...heldBy(rules, 'broker', stores, t) };
}

/** More lines than any box has room for. */
const LINES_MAX = 8;

/** Written out only where there is no sentence instead. */
function heldBy(
  rules: NodeTextRules,
  node: NodeId,
  stores: readonly StoreSpan[],
  t: SimTime,
): Pick<NodeView, 'held' | 'heldCount'> {
  const own = stores.filter((span) => span.node === node);
  if (rules.big) return { held: [], heldCount: own.length };
  const { subscribers } = rules.plan.rules.cast;
  const namePeer = node === 'broker' && subscribers.shown.length > 1;
  const held = own.slice(0, LINES_MAX).map((span) => heldLine(rules, span, t, namePeer));
  return { held, heldCount: own.length };
}

function holdsMessage({ identifierFrom }: StoreSpan, t: SimTime): boolean {
  return identifierFrom === undefined || identifierFrom > t;
}

function heldLine(rules: NodeTextRules, span: StoreSpan, t: SimTime, namePeer: boolean): HeldLine {
  const { entry } = span;
  const { plan, showIdentifiers } = rules;
  const message = plan.index.message(entry.messageUid);
  const whole = holdsMessage(span, t);
  const id = showIdentifiers && entry.packetId > 0 ? `#${entry.packetId} ` : '';
  const peer = namePeer && entry.store !== 'incoming' ? `${entry.peer} ` : '';
  const forms = formsOf(rules, span, t, whole);
  return {
    letter: message?.letter ?? '',
    level: message?.level ?? entry.qos,
    forms: [...(peer === '' ? [] : [`${id}${peer}${forms[0]}`]), ...forms.map((form) => id + form)],
  };
}

function formsOf({ plan }: NodeTextRules, span: StoreSpan, t: SimTime, whole: boolean): string[] {
  const { entry } = span;
  if (entry.store === 'inbox') {
    if (!whole) return ['with the application', 'with the app', 'handled', ''];
    return ['waits for the application', 'waits for the app', 'waits', ''];
  }
  const client = span.node === 'broker' ? entry.peer : span.node;
  const connected = plan.index.conditionAt(client, t) === 'connected';
  if (entry.store === 'queued') {
    if (!connected) return ['waits for a connection', 'waits, offline', 'waits', ''];
    return ['waits for the window', 'waits for room', 'waits', ''];
  }
  if (entry.store === 'incoming') {
    const verb = whole ? 'delivered on PUBREL' : 'known until PUBREL';
    return [verb, 'wants PUBREL', 'REL', ''];
  }
  const awaits = whole ? entry.awaits : span.awaits;
  const left = connected ? timeToResend(span, t) : '';
  const code = awaits.replace('PUB', '');
  return [`wants ${awaits}${left && ` ${left}`}`, `${code} ${left}`.trim(), code, ''];
}

/** `0.6 s`, or nothing when no re-send is set. */
function timeToResend({ resends }: StoreSpan, t: SimTime): string {
  const last = resends.findLast(({ setAt }) => setAt <= t);
  if (last === undefined || last.firesAt < t) return '';
  return formatCountdown(last.firesAt - t);
}

export function formatCountdown(us: number): string {
  if (us < 100_000) return `${Math.ceil(us / 1000)} ms`;
  if (us < 10_000_000) return `${(us / 1_000_000).toFixed(1)} s`;
  return `${Math.round(us / 1_000_000)} s`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function sayPublished({ plan }: NodeTextRules, id: NodeId, t: SimTime): string {
  const published = plan.index.messages.filter(
    ({ publisher, publishedAt }) => publisher === id && publishedAt <= t,
  );
  const [first] = published;
  if (first === undefined) return 'has published nothing yet';
  if (published.length > 1) return `has published ${published.length} messages`;
  return `sends one message, ${first.letter}, at QoS ${first.level}`;
}

function sayKept({ plan }: NodeTextRules, whole: readonly StoreSpan[]): string {
  const [first] = whole;
  if (first === undefined) return 'forwards what arrives';
  if (whole.length > 1) return `keeps ${whole.length} messages`;
  const letter = plan.index.message(first.entry.messageUid)?.letter ?? '';
  return `keeps ${letter} until a ${first.awaits} comes`;
}

/** What the application was given, by the message given most often. */
function saySeen({ plan }: NodeTextRules, id: NodeId, t: SimTime): string {
  const seen = plan.index.deliveries.filter(({ at, subscriber }) => subscriber === id && at <= t);
  const [first] = seen;
  if (first === undefined) return 'its application has seen nothing yet';
  const messages = new Set(seen.map(({ messageUid }) => messageUid));
  if (messages.size > 1) return `its application has seen ${messages.size} messages`;
  const letter = plan.index.message(first.messageUid)?.letter ?? '';
  const times = ['', 'once', 'twice'][seen.length] ?? `${seen.length} times`;
  return `its application has seen ${letter} ${times}`;
}

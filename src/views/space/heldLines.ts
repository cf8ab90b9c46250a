// A node's store as lines, the most urgent first: what is sent again soonest, what else is unfinished,
// what waits for its turn; or counted, where it is much. A line's forms get shorter, for narrower boxes.

import type { SimTime } from '../../base/time.ts';
import type { NodeId, Qos } from '../../trace/event.ts';
import type { StoreSpan } from '../../trace/stores.ts';
import { formatCountdown } from '../../trace/words.ts';
import type { SpacePlan } from './plan.ts';

export interface Line {
  /** The message that it is about. */
  readonly letter: string;
  readonly level: Qos | undefined;
  /** What follows the letter, the longest form first. */
  readonly forms: readonly string[];
  /** Somebody should look at it. */
  readonly isUrgent?: true;
}

export interface HeldRules {
  readonly plan: SpacePlan;
  readonly showIdentifiers: boolean;
  /** The broker names whose session an entry belongs to. */
  readonly namesPeers: boolean;
}

/** More lines than any box has room for, and more than anybody follows: beyond, they are counted. */
const LINES_MAX = 8;
/** After every re-send that is set. */
const UNFINISHED = Number.MAX_SAFE_INTEGER - 1;
const WAITING = Number.MAX_SAFE_INTEGER;

/** @param own what one node stores at `t`, in order of storing */
export function heldLines(rules: HeldRules, own: readonly StoreSpan[], t: SimTime): Line[] {
  if (own.length > LINES_MAX) return countedLines(own, t);
  const { index } = rules.plan;
  const connected = new Map<NodeId, boolean>();
  const isConnected = (span: StoreSpan) => {
    const client = clientOf(span);
    const known = connected.get(client) ?? index.conditionAt(client, t) === 'connected';
    connected.set(client, known);
    return known;
  };
  return own
    .map((span) => ({ span, urgency: urgencyOf(span, isConnected(span), t) }))
    .sort((a, b) => a.urgency - b.urgency)
    .map(({ span }) => heldLine(rules, span, isConnected(span), t));
}

type Awaits = StoreSpan['awaits'];

/** In the order of an exchange. */
const AWAITS: readonly Awaits[] = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'handler', 'window'];

/** How many want what. */
function countedLines(own: readonly StoreSpan[], t: SimTime): Line[] {
  const counts = new Map<Awaits, number>();
  for (const span of own) {
    const awaits = awaitsAt(span, t);
    counts.set(awaits, (counts.get(awaits) ?? 0) + 1);
  }
  return AWAITS.flatMap((awaits) => {
    const n = counts.get(awaits);
    return n === undefined ? [] : [{ letter: '', level: undefined, forms: countForms(awaits, n) }];
  });
}

function countForms(awaits: Awaits, n: number): readonly string[] {
  const s = n === 1 ? 's' : '';
  switch (awaits) {
    case 'handler':
      return [`${n} wait${s} for the app`, `${n} wait${s}`];
    case 'window':
      return [`${n} wait${s} to be sent`, `${n} queued`];
    default:
      return [`${n} want${s} ${awaits}`, `${n} ${awaits}`, `${n} ${awaits.replace('PUB', '')}`];
  }
}

function awaitsAt(span: StoreSpan, t: SimTime): Awaits {
  return holdsMessage(span, t) ? span.entry.awaits : span.awaits;
}

function urgencyOf(span: StoreSpan, connected: boolean, t: SimTime): number {
  const { store } = span.entry;
  if (store === 'queued') return WAITING;
  return (store === 'outgoing' && connected ? resendOf(span, t)?.firesAt : undefined) ?? UNFINISHED;
}

/** The timer that sends it again, as far as `t` knows. */
function resendOf({ resends }: StoreSpan, t: SimTime): StoreSpan['resends'][number] | undefined {
  const last = resends.findLast(({ setAt }) => setAt <= t);
  return last === undefined || last.firesAt < t ? undefined : last;
}

export function holdsMessage({ identifierFrom }: StoreSpan, t: SimTime): boolean {
  return identifierFrom === undefined || identifierFrom > t;
}

function clientOf({ node, entry }: StoreSpan): NodeId {
  return node === 'broker' ? entry.peer : node;
}

function heldLine(rules: HeldRules, span: StoreSpan, connected: boolean, t: SimTime): Line {
  const { entry } = span;
  const { plan, showIdentifiers, namesPeers } = rules;
  const message = plan.index.message(entry.messageUid);
  const id = showIdentifiers && entry.packetId > 0 ? `#${entry.packetId} ` : '';
  const forms = formsOf(span, connected, t).map((form) => id + form);
  const named = forms.slice(0, 2).map((form) => `${entry.peer} ${form}`);
  return {
    letter: message?.letter ?? '',
    level: message?.level ?? entry.qos,
    forms: span.node === 'broker' && namesPeers ? [...named, ...forms] : forms,
  };
}

function formsOf(span: StoreSpan, connected: boolean, t: SimTime): readonly string[] {
  const { entry } = span;
  const whole = holdsMessage(span, t);
  switch (entry.store) {
    case 'inbox':
      if (!whole) return ['with the application', 'with the app', 'handled', ''];
      return ['waits for the application', 'waits for the app', 'waits', ''];
    case 'queued':
      if (!connected) return ['waits for a connection', 'waits, offline', 'waits', ''];
      return ['waits for the window', 'waits for room', 'waits', ''];
    case 'incoming':
      return [whole ? 'delivered on PUBREL' : 'known until PUBREL', 'wants PUBREL', 'REL', ''];
    default: {
      const awaits = awaitsAt(span, t);
      const timer = connected ? resendOf(span, t) : undefined;
      const left = timer === undefined ? '' : ` ${sayLeft(timer, t)}`;
      const code = awaits.replace('PUB', '');
      return [`wants ${awaits}${left}`, `wants ${code}${left}`, `${code}${left}`, code, ''];
    }
  }
}

function sayLeft({ setAt, firesAt }: StoreSpan['resends'][number], t: SimTime): string {
  return formatCountdown(firesAt - t, firesAt - setAt);
}

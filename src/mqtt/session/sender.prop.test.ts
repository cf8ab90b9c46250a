// A sender under drawn histories: messages, acknowledgements in any order, connections that end, and
// other sides that take more or less each time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SenderHarness } from '../../testing/senderHarness.ts';
import type { Packet, Qos } from '../packets/packet.ts';

type Action =
  | { readonly do: 'send'; readonly qos: Qos }
  | { readonly do: 'answer'; readonly nth: number; readonly refuse: boolean }
  | { readonly do: 'disconnect' }
  | { readonly do: 'connect'; readonly receiveMaximum: number };

const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        qos: fc.constantFrom<Qos>(0, 1, 1, 2, 2),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        nth: fc.nat(8),
        refuse: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('disconnect' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('connect' as const),
        receiveMaximum: fc.integer({ min: 1, max: 5 }),
      }),
    },
  ),
  { maxLength: 80, size: 'max' },
);

/** Plays a history, and holds what every step must keep. */
class Player {
  readonly sender: SenderHarness;
  readonly sendQuota: number;
  readonly packets: Packet[] = [];
  readonly discarded: string[] = [];
  completed = 0;
  sent = 0;
  /** PUBLISHes of this connection that were not answered for good. */
  readonly open = new Set<number>();
  /** Which messages were sent when for the first time, and those of this connection by that. */
  readonly #nths = new Map<string, number>();
  resent: number[] = [];
  receiveMaximum = 65_535;

  constructor(sendQuota: number, queueLimit: number) {
    this.sendQuota = sendQuota;
    this.sender = new SenderHarness({ sendQuota, queueLimit });
  }

  play(action: Action): void {
    const { sender } = this;
    if (action.do === 'send') sender.send(String(this.sent++), action.qos);
    else if (action.do === 'answer') this.answer(action.nth, action.refuse);
    else {
      sender.disconnect();
      this.open.clear();
      this.resent = [];
      if (action.do === 'connect') {
        this.receiveMaximum = action.receiveMaximum;
        sender.connect({ receiveMaximum: action.receiveMaximum });
      }
    }
    this.collect();
  }

  /** Answers one of those in flight as it awaits. */
  answer(nth: number, refuse: boolean): void {
    const { sender } = this;
    const { entries, unsent, connection } = sender.state;
    const inFlight = [...entries.values()].filter(({ packetId }) => !unsent.has(packetId));
    const entry = inFlight[nth % Math.max(1, inFlight.length)];
    if (entry === undefined || connection === undefined) return;
    const { awaits, packetId } = entry;
    const isLast = awaits !== 'PUBREC' || refuse;
    if (isLast) this.open.delete(packetId);
    sender.get(awaits, packetId, refuse && awaits !== 'PUBCOMP' ? 0x97 : 0);
  }

  collect(): void {
    for (const effect of this.sender.take()) {
      if (effect.kind === 'discard-message') this.discarded.push(effect.reason);
      if (effect.kind === 'complete-handshake') this.completed++;
      if (effect.kind !== 'send-packet') continue;
      const { packet } = effect;
      this.packets.push(packet);
      if (packet.type !== 'PUBLISH' || packet.qos === 0) continue;
      this.open.add(packet.packetId);
      const nth = this.#nths.get(packet.messageUid);
      if (nth === undefined) this.#nths.set(packet.messageUid, this.#nths.size);
      else this.resent.push(nth);
    }
  }

  get firsts(): readonly Packet[] {
    return this.packets.filter((packet) => packet.type === 'PUBLISH' && !packet.dup);
  }
}

const settings = fc.record({
  sendQuota: fc.integer({ min: 1, max: 5 }),
  queueLimit: fc.integer({ min: 0, max: 6 }),
  list: actions,
});

/** @param checkEnd what a whole history must keep @param checkStep what each step must keep */
function holds(
  checkEnd: (player: Player) => void,
  checkStep: (player: Player) => void = () => undefined,
): void {
  const property = fc.property(settings, ({ sendQuota, queueLimit, list }) => {
    const player = new Player(sendQuota, queueLimit);
    for (const action of list) {
      player.play(action);
      checkStep(player);
    }
    checkEnd(player);
  });
  fc.assert(property, { seed: 7, numRuns: 200 });
}

/** Told about each step, not about the end. */
const atEachStep = (checkStep: (player: Player) => void): void => holds(() => undefined, checkStep);

describe('under any history', () => {
  test('v5 [MQTT-4.9.0-2] [MQTT-3.3.4-9] never more is in flight than both sides allow', () => {
    let most = 0;
    atEachStep(({ open, sendQuota, receiveMaximum }) => {
      most = Math.max(most, open.size);
      expect(open.size).toBeLessThanOrEqual(Math.min(sendQuota, receiveMaximum));
    });
    expect(most).toBe(5);
  });

  test('the queue never holds more than its limit', () => {
    atEachStep(({ sender }) => {
      expect(sender.state.waiting.length).toBeLessThanOrEqual(sender.state.options.queueLimit);
    });
  });

  test('v5 [MQTT-4.6.0-5], 3.1.1 [MQTT-4.6.0-6] messages of one level are first sent in the order given', () => {
    holds(({ firsts }) => {
      for (const qos of [0, 1, 2]) {
        const uids = firsts.flatMap((packet) =>
          packet.type === 'PUBLISH' && packet.qos === qos ? [Number(packet.messageUid)] : [],
        );
        expect(uids).toEqual([...new Set(uids)].sort((a, b) => a - b));
      }
    });
  });

  test('v5 [MQTT-4.6.0-1], 3.1.1 [MQTT-4.6.0-1] what a connection sends again comes once, in the order of its first send', () => {
    let most = 0;
    atEachStep(({ resent }) => {
      most = Math.max(most, resent.length);
      expect(resent).toEqual([...new Set(resent)].sort((a, b) => a - b));
    });
    expect(most).toBeGreaterThan(2);
  });

  test('v5 [MQTT-4.3.3-6] no PUBLISH follows its PUBREL', () => {
    holds(({ packets }) => {
      const released = new Set<string>();
      for (const packet of packets) {
        if (packet.type === 'PUBREL') released.add(packet.messageUid);
        if (packet.type === 'PUBLISH') expect(released.has(packet.messageUid)).toBe(false);
      }
    });
  });

  test('every message is in flight, waiting, complete or discarded, and nothing holds an identifier when all is answered', () => {
    const property = fc.property(settings, ({ sendQuota, queueLimit, list }) => {
      const player = new Player(sendQuota, queueLimit);
      for (const action of list) player.play(action);
      player.play({ do: 'connect', receiveMaximum: 2 });
      for (let i = 0; i < 500 && player.sender.state.entries.size > 0; i++) {
        player.play({ do: 'answer', nth: i, refuse: false });
      }
      const { entries, unsent, waiting } = player.sender.state;
      expect([entries.size, unsent.size, waiting.length]).toEqual([0, 0, 0]);
      const qos0 = player.firsts.filter((p) => p.type === 'PUBLISH' && p.qos === 0).length;
      expect(player.completed + player.discarded.length + qos0).toBe(player.sent);
    });
    fc.assert(property, { seed: 11, numRuns: 200 });
  });
});

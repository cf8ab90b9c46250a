import { describe, expect, test } from 'vitest';
import { fromMs, type SimTime } from '../base/time.ts';
import { PRESETS } from '../scenario/presets/presets.ts';
import { presetScenario, runPreset, runScenario } from '../testing/presetRun.ts';
import {
  type Exchange,
  type MessageLife,
  messageLife,
  presentOf,
  RECEIVER_WAY,
  SENDER_WAY,
} from './messageLife.ts';
import type { TraceIndex } from './traceIndex.ts';

interface Life {
  readonly index: TraceIndex;
  /** By the letter of the message, so many milliseconds after the start of publishing. */
  at(ms: number, letter?: string): MessageLife;
}

function livesOf({ index, start }: { readonly index: TraceIndex; readonly start: SimTime }): Life {
  return {
    index,
    at(ms, letter = 'A') {
      const uid = index.messages.find((message) => message.letter === letter)?.uid ?? '';
      return messageLife(index, uid, (start + fromMs(ms)) as SimTime);
    },
  };
}

const stateOf = ({ sender, receiver }: Exchange) => [
  presentOf(sender)?.state,
  presentOf(receiver)?.state,
];
const states = ({ exchanges }: MessageLife) => exchanges.map(stateOf);

describe('the life of a message', () => {
  const pubrec = livesOf(runPreset('lost-pubrec', 10));

  test('at QoS 2 goes from PUBREC to PUBCOMP at its sender, and from identifier to release', () => {
    expect(states(pubrec.at(100))).toEqual([['wants PUBREC', undefined]]);
    expect(states(pubrec.at(300))).toEqual([['wants PUBREC', 'holds identifier']]);
    // The PUBREC is lost and the PUBLISH sent again: nobody's state changes.
    expect(states(pubrec.at(1400))).toEqual([['wants PUBREC', 'holds identifier']]);
    expect(states(pubrec.at(1600))).toEqual([['wants PUBCOMP', 'holds identifier']]);
    expect(states(pubrec.at(1900))).toEqual([
      ['wants PUBCOMP', 'released'],
      ['wants PUBREC', undefined],
    ]);
    expect(states(pubrec.at(2800))).toEqual([
      ['done', 'released'],
      ['wants PUBCOMP', 'released'],
    ]);
    expect(states(pubrec.at(3200))).toEqual([
      ['done', 'released'],
      ['done', 'released'],
    ]);
  });

  test('counts what was sent again, and of what is on its way knows no fate', () => {
    const before = pubrec.at(350).exchanges[0]?.packets;
    expect(before?.PUBREC).toEqual({ sent: 1, arrived: 0, lost: 0 });
    const after = pubrec.at(1400).exchanges[0]?.packets;
    expect(after?.PUBLISH).toEqual({ sent: 2, arrived: 2, lost: 0 });
    expect(after?.PUBREC).toEqual({ sent: 2, arrived: 0, lost: 1 });
  });

  test('at QoS 1 with a lost PUBACK has a second forwarded copy, and two deliveries', () => {
    const { at } = livesOf(runPreset('lost-puback', 10));
    expect(states(at(400))).toEqual([
      ['wants PUBACK', 'received'],
      ['wants PUBACK', undefined],
    ]);
    const end = at(4000);
    expect(states(end)).toEqual([
      ['done', 'received'],
      ['done', 'received'],
      ['done', 'received'],
    ]);
    expect(end.exchanges.map(({ hop, copy }) => [hop, copy])).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
    ]);
    expect(end.receptions[0]?.deliveredAt.length).toBe(2);
    expect(at(700).receptions[0]?.deliveredAt.length).toBe(1);
  });

  test('at QoS 0 ends with sending', () => {
    const { at } = livesOf(runPreset('lost-publish-qos0', 10));
    expect(states(at(100))).toEqual([['sent', undefined]]);
    const end = at(9000);
    expect(states(end)).toEqual([['sent', undefined]]);
    expect(end.exchanges[0]?.packets.PUBLISH).toEqual({ sent: 1, arrived: 0, lost: 1 });
    expect(end.receptions[0]?.lost?.cause).toBe('packetLost');
  });

  test('over TCP is the same without losses', () => {
    const scenario = presetScenario('lost-pubrec');
    const network = { ...scenario.network, model: 'tcp' } as const;
    const { at } = livesOf(runScenario({ ...scenario, network }, 10));
    expect(states(at(9000))).toEqual([
      ['done', 'released'],
      ['done', 'released'],
    ]);
  });

  test('that waits in a queue says so, and so does one that the full queue refuses', () => {
    const full = livesOf(runPreset('queue-full', 30));
    const seen = new Set<string>();
    for (const { letter } of full.index.messages) {
      for (const step of full.at(30_000, letter).exchanges.flatMap((one) => one.sender.history)) {
        seen.add(step.reason === undefined ? step.state : `${step.state}: ${step.reason}`);
      }
    }
    expect(seen).toContain('queued');
    const refused = full.index.losses.map(({ cause }) => cause);
    expect(refused).toContain('queueFull');
  });

  test('with two subscribers has an exchange with each', () => {
    const scenario = presetScenario('lost-pubrec');
    const [pub, sub] = scenario.clients;
    if (pub === undefined || sub === undefined) throw new Error('Two clients');
    const clients = [pub, sub, { ...sub, id: 'other' }];
    const { at } = livesOf(runScenario({ ...scenario, clients }, 10));
    const end = at(9000);
    expect(end.exchanges.map(({ client }) => client)).toEqual(['pub', 'sub', 'other']);
    expect(end.receptions.map(({ subscriber }) => subscriber)).toEqual(['sub', 'other']);
    expect(states(end)).toEqual(Array(3).fill(['done', 'released']));
  });

  test('that is sent too often is given up', () => {
    const { index, at } = livesOf(runPreset('giving-up', 60));
    const steps = at(60_000).exchanges.flatMap(({ sender }) => sender.history);
    expect(index.losses.length).toBeGreaterThan(0);
    expect(steps).toContainEqual(expect.objectContaining({ state: 'gone', reason: 'gaveUp' }));
  });
});

describe('in every preset', () => {
  const OFF = ['published', 'queued', 'inbox', 'gone', 'forgotten'];

  test.each(PRESETS)('$name: every state is of its QoS and in order of time', ({ scenario }) => {
    const { index } = runScenario(scenario, 30);
    const end = index.events.at(-1)?.at ?? (0 as SimTime);
    const [first] = index.messages;
    for (const { uid } of index.messages.slice(0, 40)) {
      const life = messageLife(index, uid, end);
      expect(life.exchanges.length).toBeGreaterThan(0);
      for (const { qos, sender, receiver } of life.exchanges) {
        for (const [{ history }, way] of [
          [sender, SENDER_WAY[qos]],
          [receiver, RECEIVER_WAY[qos]],
        ] as const) {
          for (const { state } of history) expect([...way, ...OFF]).toContain(state);
          expect(history.map(({ at }) => at)).toEqual(
            history.map(({ at }) => at).toSorted((a, b) => a - b),
          );
        }
      }
    }
    if (first === undefined) expect(scenario.script.length).toBe(0);
  });
});

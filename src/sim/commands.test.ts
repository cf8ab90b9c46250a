// What each command does to a world, and that messages and packets keep names of their own.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import type { ClientChanges, Command } from '../scenario/scenario.ts';
import { eventsOf } from '../testing/checkedRuns.ts';
import { type PairInput, pairScenario } from '../testing/scenarios.ts';
import type { TraceEvent } from '../trace/event.ts';
import { faultsOf } from './checkers/traceChecker.ts';
import { Run } from './run.ts';

/** Gives commands at times in milliseconds, and runs until 20 s. */
function play(input: PairInput, ...given: readonly (readonly [number, Command])[]) {
  const scenario = pairScenario({ network: { latencyMs: 10 }, ...input });
  const commands = given.map(([ms, command]) => ({ at: fromMs(ms), command }));
  const { events } = new Run(scenario, commands).advance(fromMs(20_000));
  expect(faultsOf(events, scenario, true)).toEqual([]);
  return events;
}

const publish: Command = { kind: 'publish', client: 'pub', topic: 't', qos: 1, payload: 'x' };
const pattern = { name: 'p', topic: 't', qos: 1, payload: '', ratePerSec: 10, startMs: 0 } as const;
const uids = (events: readonly TraceEvent[]) =>
  eventsOf(events, 'message-published').map(({ messageUid }) => messageUid);

describe('publish', () => {
  test('numbers the messages published by hand, and they are delivered like any other', () => {
    const events = play({ count: 0 }, [100, publish], [100, publish], [500, publish]);
    expect(uids(events)).toEqual(['pub/hand/1', 'pub/hand/2', 'pub/hand/3']);
    expect(eventsOf(events, 'message-delivered')).toHaveLength(3);
  });

  test('by a client that is not connected yet waits for the connection, at QoS 0 it is lost; a subscriber that comes later misses both', () => {
    const events = play({ count: 0 }, [0, publish], [0, { ...publish, qos: 0 }]);
    expect(eventsOf(events, 'message-discarded')).toMatchObject([{ messageUid: 'pub/hand/2' }]);
    expect(eventsOf(events, 'message-lost')).toMatchObject([
      { messageUid: 'pub/hand/2', cause: 'offline', at: 0 },
      { messageUid: 'pub/hand/1', cause: 'offline', at: 40_000 },
    ]);
    const [sent] = eventsOf(events, 'packet-sent').filter(
      ({ packet }) => packet.type === 'PUBLISH',
    );
    expect(sent?.packet.uid).toBe('pub/hand/1:PUBLISH.1');
  });
});

describe('start-publishing and stop-publishing', () => {
  const start: Command = {
    kind: 'start-publishing',
    client: 'pub',
    pattern: { ...pattern, count: 3 },
  };
  const stop: Command = { kind: 'stop-publishing', client: 'pub', name: 'p' };

  test('start a pattern at the instant given, and numbers go on when it starts again', () => {
    const events = play({ count: 0 }, [1000, start], [5000, start]);
    const times = eventsOf(events, 'message-published').map(({ at }) => at / 1000);
    expect(times).toEqual([1000, 1100, 1200, 5000, 5100, 5200]);
    expect(uids(events)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `pub/p/${n}`));
  });

  test('stop it before its next message; starting a running one begins it anew', () => {
    const stopped = play({ count: 0 }, [1000, start], [1150, stop], [1160, stop]);
    expect(uids(stopped)).toHaveLength(2);
    const again = play({ count: 0 }, [1000, start], [1150, start]);
    const times = eventsOf(again, 'message-published').map(({ at }) => at / 1000);
    expect(times).toEqual([1000, 1100, 1150, 1250, 1350]);
  });
});

describe('two changes at one instant', () => {
  const scenario = pairScenario({ count: 0 });
  const change = (client: string, changes: ClientChanges): Command => {
    return { kind: 'change-client', client, changes };
  };

  test('of one client are one command, and of two clients two', () => {
    const run = new Run(scenario);
    run.command(fromMs(1000), change('sub', { handlerMs: 5, cleanStart: true }));
    run.command(fromMs(1000), change('sub', { handlerMs: 7 }));
    const { commands } = run.command(fromMs(1000), change('pub', { handlerMs: 1 }));
    expect(commands.map(({ command }) => command)).toEqual([
      change('sub', { handlerMs: 7, cleanStart: true }),
      change('pub', { handlerMs: 1 }),
    ]);
    const later = run.command(fromMs(1001), change('pub', { handlerMs: 2 }));
    expect(later.commands).toHaveLength(3);
  });
});

describe('set-network', () => {
  test('counts for what is sent from then on, and tells the whole network', () => {
    const changes = { latencyMs: 500, lossHop1Up: 0 };
    const events = play(
      { count: 0 },
      [100, publish],
      [101, { kind: 'set-network', changes }],
      [200, publish],
    );
    expect(eventsOf(events, 'network-changed')).toMatchObject([
      { network: { latencyMs: 500, resendMs: 1000 } },
    ]);
    const firsts = eventsOf(events, 'message-delivered').filter(({ duplicate }) => !duplicate);
    const delivered = firsts.map(({ at }) => at / 1000);
    // The first one's PUBLISH is on its way at 10 ms, its forwarding meets 500 ms.
    expect(delivered).toEqual([610, 1200]);
  });

  test('moves running re-send timers to the new time', () => {
    const kill: Command = { kind: 'kill-packet', uid: 'pub/hand/1:PUBLISH.1' };
    const sooner: Command = { kind: 'set-network', changes: { resendMs: 50 } };
    const events = play({ count: 0 }, [100, publish], [101, kill], [200, sooner]);
    const sent = eventsOf(events, 'packet-sent').filter(({ packet }) => packet.attempt === 2);
    expect(sent[0]).toMatchObject({ at: fromMs(200), packet: { uid: 'pub/hand/1:PUBLISH.2' } });
  });

  test('with a shorter latency lets nothing overtake what is on its way', () => {
    const slow = { network: { latencyMs: 300 }, count: 0 };
    const events = play(
      slow,
      [2000, publish],
      [2010, { kind: 'set-network', changes: { latencyMs: 1 } }],
      [2020, publish],
    );
    const arrived = eventsOf(events, 'packet-arrived').filter(({ packet }) => {
      return packet.hop === 1 && packet.type === 'PUBLISH';
    });
    expect(arrived.map(({ at, packet }) => [packet.messageUid, at / 1000])).toEqual([
      ['pub/hand/1', 2300],
      ['pub/hand/2', 2300],
    ]);
  });
});

describe('kill-packet and drop-next', () => {
  test('lose one packet, which the sender sends again in its time', () => {
    const kill: Command = { kind: 'kill-packet', uid: 'pub/hand/1:PUBACK.1' };
    const killed = play({ count: 0, subQos: 1 }, [100, publish], [111, kill]);
    expect(eventsOf(killed, 'message-delivered').map(({ cause }) => cause)).toEqual([
      undefined,
      'publisherResend',
    ]);
    const drop: Command = { kind: 'drop-next', packetType: 'PUBACK', hop: 2 };
    const dropped = play({ count: 0, subQos: 1 }, [90, drop], [100, publish]);
    expect(eventsOf(dropped, 'message-delivered').map(({ cause }) => cause)).toEqual([
      undefined,
      'brokerResend',
    ]);
  });

  test('as often as it is given, for each hop by itself', () => {
    const drop: Command = { kind: 'drop-next', packetType: 'PUBLISH', hop: 1 };
    const events = play({ count: 0 }, [90, drop], [90, drop], [100, publish]);
    const lost = eventsOf(events, 'packet-lost').map(({ packet }) => packet.uid);
    expect(lost).toEqual(['pub/hand/1:PUBLISH.1', 'pub/hand/1:PUBLISH.2']);
  });

  test('of a SUBACK costs the client its connection after 30 s, and it connects again', () => {
    const drop: Command = { kind: 'drop-next', packetType: 'SUBACK', hop: 2 };
    const scenario = pairScenario({ count: 1 });
    const { events } = new Run(scenario, [{ at: fromMs(0), command: drop }]).advance(
      fromMs(40_000),
    );
    expect(eventsOf(events, 'connection-closed')).toMatchObject([
      { client: 'sub', end: 'client', at: 30_000_000 },
      { client: 'sub', end: 'broker', at: 30_050_000 },
    ]);
    expect(eventsOf(events, 'session-resumed')).toMatchObject([{ client: 'sub' }]);
    expect(eventsOf(events, 'message-delivered')).toHaveLength(1);
  });
});

describe('black-hole, take-offline and bring-online', () => {
  const closings = (events: readonly TraceEvent[]) =>
    eventsOf(events, 'connection-closed').map(({ at, end, by }) => [at / 1000, end, by]);
  const quiet = { count: 0, client: { keepAliveSec: 2, reconnectMs: 500 } };

  test('a black hole swallows everything, and each end finds out by its keep-alive alone', () => {
    const events = play(quiet, [1000, { kind: 'black-hole', client: 'sub' }], [1100, publish]);
    expect(closings(events)).toEqual([
      [3030, 'broker', 'broker'],
      [4020, 'client', 'sub'],
    ]);
    expect(eventsOf(events, 'message-delivered')).toMatchObject([{ messageUid: 'pub/hand/1' }]);
  });

  test.each([
    [
      'disconnect',
      [
        [1000, 'client', 'sub'],
        [1010, 'broker', 'broker'],
      ],
    ],
    ['reset', [[1000, 'both', 'sub']]],
    [
      'silent',
      [
        [1000, 'client', 'sub'],
        [3030, 'broker', 'broker'],
      ],
    ],
  ] as const)(
    'a client that goes offline by %s stays there until it is brought back',
    (how, ends) => {
      const events = play(
        quiet,
        [1000, { kind: 'take-offline', client: 'sub', how }],
        [9000, { kind: 'bring-online', client: 'sub' }],
      );
      expect(closings(events)).toEqual(ends);
      const opened = eventsOf(events, 'connection-opened').filter(({ client }) => client === 'sub');
      expect(opened.map(({ at }) => at / 1000)).toEqual([0, 9000]);
      const timed = play(quiet, [1000, { kind: 'take-offline', client: 'sub', how, forMs: 4000 }]);
      expect(eventsOf(timed, 'client-online').map(({ at }) => at / 1000)).toEqual([5000]);
    },
  );

  test('what cannot be is refused: to go where one is already, or to lose what one has not', () => {
    const reset = { kind: 'take-offline', client: 'sub', how: 'reset' } as const;
    const events = play(
      quiet,
      [1000, { kind: 'bring-online', client: 'sub' }],
      [1000, reset],
      [1000, reset],
      [1000, { kind: 'black-hole', client: 'sub' }],
      [2000, { kind: 'bring-online', client: 'sub' }],
    );
    const refused = eventsOf(events, 'command-refused').map(({ reason }) => reason);
    expect(refused).toEqual([
      'sub is online already',
      'sub is offline already',
      'sub has no connection',
    ]);
  });
});

describe('crash-client and crash-broker', () => {
  test('a publisher that is down publishes nothing: its messages are missed, and it goes on counting', () => {
    const crash = { kind: 'crash-client', client: 'pub', store: 'kept', restartMs: 250 } as const;
    const events = play({ count: 6 }, [140, crash]);
    const missed = eventsOf(events, 'publish-missed').map(({ nth }) => nth);
    expect(missed).toEqual([3, 4]);
    expect(uids(events)).toEqual([1, 2, 5, 6].map((n) => `pub/p/${n}`));
  });

  test('a broker that is down refuses connections, and clients come back with a wait that doubles', () => {
    const events = play({ count: 0 }, [100, { kind: 'crash-broker', restartMs: 4000 }]);
    const refused = eventsOf(events, 'connection-refused').filter(({ client }) => client === 'sub');
    expect(refused.map(({ at }) => at / 1000)).toEqual([1100, 3100]);
    const opened = eventsOf(events, 'connection-opened').filter(({ client }) => client === 'sub');
    expect(opened.map(({ at }) => at / 1000)).toEqual([0, 7100]);
  });

  test('are refused of whoever is down already, and so is publish', () => {
    const crash = { kind: 'crash-client', client: 'pub', store: 'kept', restartMs: 500 } as const;
    const events = play({ count: 0 }, [100, crash], [200, crash], [200, publish]);
    const refused = eventsOf(events, 'command-refused');
    expect(refused.map(({ reason }) => reason)).toEqual([
      'pub has crashed and not started again',
      'pub has crashed and not started again',
    ]);
  });
});

describe('change-client', () => {
  test('slows an application down, which then has one message after the other', () => {
    const changes = { handlerMs: 300 };
    const slow: Command = { kind: 'change-client', client: 'sub', changes };
    const events = play({ count: 4, ratePerSec: 20, qos: 0 }, [10, slow]);
    const delivered = eventsOf(events, 'message-delivered').map(({ at }) => at / 1000);
    expect(delivered).toEqual([60, 360, 660, 960]);
  });

  test('makes a client withhold an acknowledgement, and send it again later', () => {
    const withhold = (withholds: readonly 'PUBACK'[]): Command => {
      return { kind: 'change-client', client: 'sub', changes: { withholds } };
    };
    const events = play({ count: 1, subQos: 1 }, [10, withhold(['PUBACK'])], [2500, withhold([])]);
    const sent = eventsOf(events, 'packet-sent').filter(({ packet }) => packet.from === 'sub');
    const acks = sent.filter(({ packet }) => packet.type === 'PUBACK');
    expect(acks.map(({ packet }) => packet.attempt)).toEqual([4]);
  });
});

// The replay of recordings proves that it can fail: a recording with one planted fault is not
// reproduced, nor one that is held against the wrong choice.
import { describe, expect, test } from 'vitest';
import {
  type BrokerFile,
  type BrokerRecording,
  brokerRecordings,
  type RecordedEvent,
  readFolder,
} from './brokerFile.ts';
import { type ClientFile, type ClientRecording, clientRecordings } from './clientFile.ts';
import { formatDifference } from './compare.ts';
import { holdBroker } from './holdBroker.ts';
import { holdClient } from './holdClient.ts';

const brokers = brokerRecordings(readFolder<BrokerFile>('brokers'));
const clients = clientRecordings(readFolder<ClientFile>('clients'));

function ofBroker(broker: string, file: string): BrokerRecording {
  const found = brokers.find((one) => one.broker === broker && one.file.name === file);
  if (found === undefined) throw new Error(`No recording of ${broker} in ${file}`);
  return found;
}

function ofClient(client: string, file: string): ClientRecording {
  const found = clients.find((one) => one.client === client && one.file.name === file);
  if (found === undefined) throw new Error(`No recording of ${client} in ${file}`);
  return found;
}

/** The places of the packets that the broker sent. */
function sentIn({ events }: BrokerRecording): readonly number[] {
  return [...events.keys()].filter((index) => events[index]?.dir === '<');
}

describe('a broker’s recording', () => {
  const withEvents = (recording: BrokerRecording, events: readonly RecordedEvent[]) =>
    holdBroker({ ...recording, events }).kind;
  const recording = ofBroker('mosquitto21', 'sub-mixed-inflight-reconnect.v4');
  const { events } = recording;
  const resent = events.findIndex(({ hex }) => hex?.startsWith('3a') === true);

  test('is reproduced as it was recorded', () => {
    expect(formatDifference(holdBroker(recording))).toBe('');
  });

  test('is not, when any one packet of it is missing', () => {
    for (const missing of sentIn(recording)) {
      const without = events.filter((_, index) => index !== missing);
      expect([missing, withEvents(recording, without)]).toEqual([missing, 'different']);
    }
  });

  test('is not, when any one packet of it comes twice', () => {
    for (const twice of sentIn(recording)) {
      const more = [...events.slice(0, twice + 1), ...events.slice(twice)];
      expect([twice, withEvents(recording, more)]).toEqual([twice, 'different']);
    }
  });

  test('is not, when a re-sent PUBLISH has DUP 0', () => {
    const changed = events.map((one, index) =>
      index === resent ? { ...one, hex: `32${one.hex?.slice(2)}` } : one,
    );
    expect([resent > 0, withEvents(recording, changed)]).toEqual([true, 'different']);
  });

  test('is not, when two packets of one connection change places', () => {
    const [first, second] = [events[resent], events[resent + 1]];
    const changed = events.map((one, index) => {
      if (index === resent) return second ?? one;
      return index === resent + 1 ? (first ?? one) : one;
    });
    expect([second?.dir, withEvents(recording, changed)]).toEqual(['<', 'different']);
  });

  test('is not, when a connection stays open that was closed', () => {
    const closing = ofBroker('mosquitto21', 'bad-publish-qos3.v4');
    const open = closing.events.filter(({ event }) => event !== 'closed');
    expect(withEvents(closing, open)).toBe('different');
  });

  test.each(['v4', 'v5'])('is not, when the other QoS 2 switch is set: %s', (version) => {
    const forwarded = ofBroker('mosquitto21', `pub-qos2-forward-point.${version}`);
    expect(holdBroker(forwarded).kind).toBe('equal');
    expect(holdBroker({ ...forwarded, broker: 'paho' }).kind).toBe('different');
  });

  test('of any file is not, without the last packet, unless that says why it closes', () => {
    const survivors = brokers.flatMap((one) => {
      const last = sentIn(one).at(-1);
      if (one.broker !== 'mosquitto21' || last === undefined) return [];
      const without = one.events.filter((_, index) => index !== last);
      return withEvents(one, without) === 'equal' ? [one.events[last]?.hex ?? ''] : [];
    });
    expect(survivors.length).toBeGreaterThan(0);
    // DISCONNECT, or a CONNACK of 5.0 that refuses.
    for (const hex of survivors) expect(hex).toMatch(/^(e0|20030082)/);
  });
});

describe('a client’s recording', () => {
  const recording = ofClient(
    'mosquitto-clients-v4-session',
    'pub-q2-three-inflight-third-pubrec-lost',
  );
  const { events } = recording;

  test('is reproduced as it was recorded', () => {
    expect(formatDifference(holdClient(recording))).toBe('');
  });

  test('is not, when any one packet after the cut is missing', () => {
    for (const [missing, event] of events.entries()) {
      if (event.conn !== 2 || event.dir !== '>' || event.packet?.cmd === 'disconnect') continue;
      const without = events.filter((_, index) => index !== missing);
      expect([missing, holdClient({ ...recording, events: without }).kind]).toEqual([
        missing,
        'different',
      ]);
    }
  });

  test('is not, when a re-sent PUBLISH has DUP 0, or another identifier', () => {
    for (const [from, to] of [
      ['3c', '34'],
      ['742f61000', '742f61001'],
    ] as const) {
      const changed = events.map((one) =>
        one.conn === 2 && one.hex?.startsWith('3c')
          ? { ...one, hex: one.hex.replace(from, to) }
          : one,
      );
      expect(holdClient({ ...recording, events: changed }).kind).toBe('different');
    }
  });

  test('is not, when the other answer to a lost session is given', () => {
    const clean = ofClient('mqttjs-v4-clean', 'pub-q2-pubrel-lost');
    expect(holdClient(clean).kind).toBe('equal');
    const discarding = { ...clean, client: 'mosquitto-clients-v4-session' };
    expect(holdClient(discarding).kind).toBe('different');
  });

  test('is not, when its application got another message', () => {
    const sub = ofClient('mqttjs-v5-session', 'sub-q1-puback-lost');
    expect(holdClient(sub).kind).toBe('equal');
    const fewer = sub.events.filter(({ app }, index) => app !== 'message' || index > 12);
    expect(fewer.length).toBeLessThan(sub.events.length);
    expect(holdClient({ ...sub, events: fewer }).kind).toBe('different');
  });
});

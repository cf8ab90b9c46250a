// Real brokers' recorded exchanges, replayed against our broker machine from bytes to bytes. Where a
// recording is not what the specification asks for, ours follows the specification, and the
// test's title says which statement.
import { describe, expect, test } from 'vitest';
import { BROKER_DEVIATIONS } from '../../testing/recordings/brokerDeviations.ts';
import {
  type BrokerFile,
  type BrokerRecording,
  brokerRecordings,
  RECORDED_BROKERS,
  readFolder,
} from '../../testing/recordings/brokerFile.ts';
import { optionsOf } from '../../testing/recordings/brokerTable.ts';
import { type Comparison, formatDifference, stepsOf } from '../../testing/recordings/compare.ts';
import { nameRecording, titleOf } from '../../testing/recordings/deviations.ts';
import { holdBroker } from '../../testing/recordings/holdBroker.ts';
import { formatScore } from '../../testing/recordings/score.ts';

const files = readFolder<BrokerFile>('brokers');
const recordings = brokerRecordings(files);
const results = new Map<BrokerRecording, Comparison>();

function hold(recording: BrokerRecording): Comparison {
  const result = results.get(recording) ?? holdBroker(recording);
  results.set(recording, result);
  return result;
}

const nameOf = ({ broker, file }: BrokerRecording): string => nameRecording(broker, file.name);

describe.each(RECORDED_BROKERS)('recorded with %s', (broker) => {
  const own = recordings.filter((recording) => recording.broker === broker);
  const same = own.filter((recording) => !BROKER_DEVIATIONS.has(nameOf(recording)));
  const different = own.flatMap((recording) => {
    const deviation = BROKER_DEVIATIONS.get(nameOf(recording));
    return deviation === undefined ? [] : [{ recording, deviation }];
  });

  test.each(same.map((recording) => [nameOf(recording), recording] as const))(
    '%s is reproduced',
    (_, recording) => {
      expect(formatDifference(hold(recording))).toBe('');
    },
  );

  test.each(
    different.map(
      (one) =>
        [titleOf(nameOf(one.recording), one.deviation), one.recording, one.deviation] as const,
    ),
  )('%s', (_, recording, { steps, ours }) => {
    const result = hold(recording);
    expect(stepsOf(result)).toEqual(steps);
    expect(formatDifference(result).split('; ours ')[1]).toContain(ours);
  });
});

describe('the recordings', () => {
  test('are all here, and each reason is for one of them', () => {
    expect([files.length, recordings.length]).toEqual([152, 520]);
    const names = new Set(recordings.map(nameOf));
    expect([...BROKER_DEVIATIONS.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  test('each broker is met with the QoS 2 switch that it uses', () => {
    const switches = recordings.map(
      (recording) => `${recording.broker} ${optionsOf(recording).qos2Forward}`,
    );
    expect(new Set(switches)).toEqual(
      new Set(['mosquitto21 pubrel', 'mosquitto pubrel', 'aedes publish', 'paho publish']),
    );
  });

  test('those that are called a deviation here are called so where they were recorded', () => {
    const odd = recordings.filter((recording) => {
      const deviation = BROKER_DEVIATIONS.get(nameOf(recording));
      const isMarked = recording.file.deviates[recording.broker] !== undefined;
      return deviation !== undefined && isMarked !== (deviation.kind === 'deviates');
    });
    expect(odd.map(nameOf)).toEqual([]);
  });

  test('those that deviate and are reproduced do so in time or in Reason Code 0x92 alone', () => {
    const marked = recordings.filter(({ broker, file }) => file.deviates[broker] !== undefined);
    const reproduced = marked.filter((recording) => !BROKER_DEVIATIONS.has(nameOf(recording)));
    for (const { broker, file } of reproduced) {
      expect(file.deviates[broker]).toMatch(/coarse timer|without reason 0x92/);
    }
  });

  test('the score', () => {
    const held = recordings.map((recording) => ({
      who: recording.broker,
      file: recording.file.name,
      result: hold(recording),
    }));
    console.info(formatScore(held, BROKER_DEVIATIONS).join('\n'));
    const missing = recordings.filter((recording) => hold(recording).kind === 'different');
    expect(missing.map(nameOf).sort()).toEqual([...BROKER_DEVIATIONS.keys()].sort());
  });
});

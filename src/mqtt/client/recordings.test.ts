// What real clients sent after they lost a packet and their connection, held against our client
// machine. Where a recording is not what the specification asks for, ours follows the
// specification, and the test's title says which statement.
import { describe, expect, test } from 'vitest';
import { readFolder } from '../../testing/recordings/brokerFile.ts';
import { CLIENT_DEVIATIONS } from '../../testing/recordings/clientDeviations.ts';
import {
  type ClientFile,
  type ClientRecording,
  clientRecordings,
} from '../../testing/recordings/clientFile.ts';
import { clientOptionsOf, LIBRARIES } from '../../testing/recordings/clientTable.ts';
import { type Comparison, formatDifference, stepsOf } from '../../testing/recordings/compare.ts';
import { nameRecording, titleOf } from '../../testing/recordings/deviations.ts';
import { holdClient } from '../../testing/recordings/holdClient.ts';
import { formatScore } from '../../testing/recordings/score.ts';

const files = readFolder<ClientFile>('clients');
const recordings = clientRecordings(files);
const results = new Map<ClientRecording, Comparison>();

function hold(recording: ClientRecording): Comparison {
  const result = results.get(recording) ?? holdClient(recording);
  results.set(recording, result);
  return result;
}

const nameOf = ({ client, file }: ClientRecording): string => nameRecording(client, file.name);

describe.each(LIBRARIES)('recorded with %s', (library) => {
  const own = recordings.filter(({ client }) => client.startsWith(library));
  const same = own.filter((recording) => !CLIENT_DEVIATIONS.has(nameOf(recording)));
  const different = own.flatMap((recording) => {
    const deviation = CLIENT_DEVIATIONS.get(nameOf(recording));
    return deviation === undefined ? [] : [{ recording, deviation }];
  });

  test.each(same.map((recording) => [nameOf(recording), recording] as const))(
    '%s is reproduced',
    (_, recording) => {
      expect(formatDifference(hold(recording))).toBe('');
    },
  );

  // mosquitto's clients have none.
  if (different.length > 0) {
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
  }
});

describe('the recordings', () => {
  test('are all here, and each reason is for one of them', () => {
    expect([files.length, recordings.length]).toEqual([8, 48]);
    const names = new Set(recordings.map(nameOf));
    expect([...CLIENT_DEVIATIONS.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  test('both answers to a lost session are held against a client that gives them', () => {
    const answers = recordings.map((recording) => clientOptionsOf(recording).sessionLost);
    expect(new Set(answers)).toEqual(new Set(['discard', 'resend']));
  });

  test('the score', () => {
    const held = recordings.map((recording) => ({
      who: recording.client,
      file: recording.file.name,
      result: hold(recording),
    }));
    console.info(formatScore(held, CLIENT_DEVIATIONS).join('\n'));
    const missing = recordings.filter((recording) => hold(recording).kind === 'different');
    expect(missing.map(nameOf).sort()).toEqual([...CLIENT_DEVIATIONS.keys()].sort());
  });
});

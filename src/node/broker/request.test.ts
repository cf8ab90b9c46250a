// The arguments of `broker`: what each asks for, and the one line that refuses it.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../../base/result.ts';
import { formatBrokerHelp } from './help.ts';
import { parseBrokerArgs, SOCKET_BROKER } from './request.ts';

const parse = (line: string) => parseBrokerArgs(line === '' ? [] : line.split(' '));
const requestOf = (line: string) => {
  const parsed = parse(line);
  return parsed.ok ? parsed.value : undefined;
};
const errorsOf = (line: string): readonly string[] => {
  const parsed = parse(line);
  return parsed.ok ? [] : parsed.errors.map(formatInputError);
};

describe('what to serve', () => {
  test('without arguments it is MQTT over TCP on 127.0.0.1:1883, with bounds on everything', () => {
    expect(requestOf('')).toEqual({
      kind: 'serve',
      host: '127.0.0.1',
      port: 1883,
      wsPort: undefined,
      broker: SOCKET_BROKER,
      trace: undefined,
    });
    const { limits, maximumPacketSize, queueLimit, sendQuota, receiveMaximum } = SOCKET_BROKER;
    const bounds = [...Object.values(limits), maximumPacketSize, queueLimit];
    for (const bound of bounds) expect(bound).toBeLessThan(300_000_000);
    expect([sendQuota, receiveMaximum]).toEqual([20, 20]);
  });

  test('every flag is heard', () => {
    const line =
      '--port 0 --ws-port 9001 --host ::1 --qos2-forward publish --inflight 3 --queue 0 --overlapping each --acknowledge first --trace t.ndjson';
    expect(requestOf(line)).toEqual({
      kind: 'serve',
      host: '::1',
      port: 0,
      wsPort: 9001,
      broker: {
        ...SOCKET_BROKER,
        qos2Forward: 'publish',
        sendQuota: 3,
        queueLimit: 0,
        overlapping: 'each',
        acknowledge: 'first',
      },
      trace: 't.ndjson',
    });
  });

  test('--help wins over everything that can be read', () => {
    expect(requestOf('--port x --help')).toEqual({ kind: 'help' });
  });
});

describe('what is refused', () => {
  const port = 'a whole number from 0 (any free port) to 65535';
  test.each([
    ['--port 65536', `--port: got "65536", expected ${port}`],
    ['--port 18.5', `--port: got "18.5", expected ${port}`],
    ['--ws-port http', `--ws-port: got "http", expected ${port}`],
    ['--port', '--port: got nothing, expected a value'],
    ['--host=', '--host: got "", expected a name or an address of this machine'],
    ['--inflight 0', '--inflight: got "0", expected a whole number from 1 to 65535'],
    ['--queue -1', '--queue: got "-1", expected a whole number from 0 to 1000000'],
    ['--qos2-forward never', '--qos2-forward: got "never", expected pubrel or publish'],
    ['--trace -', '--trace: got "-", expected a file'],
    ['--prot 1', '--prot: got an unknown flag, expected one of those that --help lists'],
    ['1883', 'argument: got "1883", expected flags alone, such as --qos 1'],
  ])('%s', (line, says) => {
    expect(errorsOf(line)).toEqual([says]);
  });

  test('all that is wrong is told', () => {
    expect(errorsOf('--port x --queue y')).toHaveLength(2);
  });
});

test('help lists every flag, in lines of 110 characters', () => {
  const help = formatBrokerHelp();
  const flags = ['port', 'ws-port', 'host', 'qos2-forward', 'inflight', 'queue', 'trace', 'help'];
  for (const name of flags) expect(help).toContain(`  --${name} `);
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

// The arguments of `sim`: what each combination asks for, and the one line that refuses it.
import { describe, expect, test } from 'vitest';
import { formatInputError } from '../base/result.ts';
import { fromMs } from '../base/time.ts';
import { findPreset } from '../scenario/presets/presets.ts';
import { simulate } from '../sim/simulate.ts';
import { parseSimArgs, type SimRequest } from './simRequest.ts';

const FILES: Readonly<Record<string, string>> = {
  'good.json': '{"clients":[{"id":"pub"}]}',
  'endless.json': JSON.stringify(findPreset('mixed')?.scenario),
  'bad.json': '{"clients":[{"id":"pub"}],"network":{"lossHop1Up":2},"seed":-1}',
  'torn.json': '{"clients":\n[',
};

function readText(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
}

function requestOf(line: string): SimRequest {
  const parsed = parseSimArgs(line === '' ? [] : line.split(' '), readText);
  if (!parsed.ok) throw new Error(parsed.errors.map(formatInputError).join('\n'));
  return parsed.value;
}

function errorsOf(line: string): readonly string[] {
  const parsed = parseSimArgs(line.split(' '), readText);
  return parsed.ok ? [] : parsed.errors.map(formatInputError);
}

describe('what to run', () => {
  test('without arguments it is the default preset, as a table', () => {
    expect(requestOf('')).toEqual({
      kind: 'run',
      scenario: findPreset('default')?.scenario,
      commands: [],
      until: undefined,
      json: false,
      files: [],
    });
  });

  test('settings come on top of preset, file and link', () => {
    expect(requestOf('--preset lost-puback --seed=7 --loss 0.5')).toMatchObject({
      scenario: { title: 'A lost PUBACK', seed: 7, network: { lossHop1Up: 0.5 } },
    });
    expect(requestOf('--scenario good.json --seed 7')).toMatchObject({ scenario: { seed: 7 } });
    const link = '#/simulate?preset=lost-puback&seed=9&latency-ms=20&do=2:drop,PUBACK,1&t=1';
    expect(requestOf(`--link ${link} --seed 7`)).toMatchObject({
      scenario: { seed: 7, network: { latencyMs: 20 } },
      commands: [{ at: 2_000_000, command: { kind: 'drop-next' } }],
      until: undefined,
    });
  });

  test('of a setting given twice the last counts', () => {
    expect(requestOf('--seed 3 --seed 4')).toMatchObject({ scenario: { seed: 4 } });
  });

  test('a scenario without end runs until it is told to stop', () => {
    const until = { kind: 'run', until: 1_500_000 };
    expect(requestOf('--preset mixed --until-ms 1500')).toMatchObject(until);
    expect(requestOf('--scenario endless.json --until-ms 1500')).toMatchObject(until);
    expect(requestOf('--preset mixed --print-scenario')).toMatchObject({ kind: 'print-scenario' });
    expect(requestOf('--preset mixed --messages 5')).toMatchObject({ kind: 'run' });
    const says =
      '--until-ms: got nothing, expected a number of milliseconds, because this scenario';
    expect(errorsOf('--preset mixed')[0]).toContain(says);
    expect(errorsOf('--messages unlimited')[0]).toContain(says);
  });

  test('--help wins over everything that can be read', () => {
    expect(requestOf('--preset nowhere --help')).toEqual({ kind: 'help' });
  });
});

test('a link runs with its commands', () => {
  const link = '#/simulate?preset=playground&do=2:drop,PUBACK,1;2:publish,pub,qoscope/demo,1,Hi';
  const request = requestOf(`--link ${link}`);
  if (request.kind !== 'run') throw new Error('no run');
  const { levels } = simulate(request.scenario, { commands: request.commands });
  expect(levels['1']).toMatchObject({ published: 1, delivered: 1, duplicates: 1, pending: 0 });
  const early = simulate(request.scenario, { commands: request.commands, until: fromMs(1999) });
  expect(early.levels['1'].published).toBe(0);
});

describe('what is refused', () => {
  const names = 'the name of a preset: --list-presets tells them';
  test.each([
    ['--qos 3', '--qos: got "3", expected 0, 1 or 2'],
    ['--loss 1.5', '--loss: got "1.5", expected a number from 0 to 1'],
    ['--loss -1', '--loss: got "-1", expected a number from 0 to 1'],
    ['--seed --json', '--seed: got "--json", expected a whole number from 0 to 4294967295'],
    ['--seed', '--seed: got nothing, expected a value'],
    ['--json=yes', '--json: got "yes", expected no value'],
    ['--network udp', '--network: got "udp", expected lossy or tcp'],
    ['--clean-start', '--clean-start: got nothing, expected a value'],
    ['--reconnect-ms 1e6', '--reconnect-ms: got "1e6", expected at most 30000, the reconnect-max'],
    ['--los 0.1', '--los: got an unknown flag, expected one of those that --help lists'],
    ['--__proto__ 1', '--__proto__: got an unknown flag, expected one of those that --help lists'],
    ['-q', '-q: got an unknown flag, expected one of those that --help lists'],
    ['run', 'argument: got "run", expected flags alone, such as --qos 1'],
    ['--preset nowhere', `--preset: got "nowhere", expected ${names}`],
    ['--preset mixed --link x', '--link: got "x", expected no --preset beside it'],
    ['--link #/simulate?qos=9&foo=1', '--link foo: got "1", expected no such part: a link has'],
    ['--until-ms soon', '--until-ms: got "soon", expected a number from 0 to 86400000'],
    [
      '--trace - --json',
      '--trace: got "-", expected a file, because --json has the standard output',
    ],
    ['--pcap - --json', '--pcap: got "-", expected a file, because --json has the standard output'],
    [
      '--trace - --mermaid -',
      '--mermaid: got "-", expected a file, because --trace has the standard output',
    ],
    [
      '--preset playground --rate 5',
      '--rate: got "5", expected it with a scenario that has a publ',
    ],
    [
      '--scenario none.json',
      '--scenario: got "none.json", expected a file that can be read (ENOENT)',
    ],
    ['--scenario torn.json', '--scenario: got "torn.json", expected a file of JSON ('],
    ['--link do=1:drop,PUBACK,1 --print-scenario', '--print-scenario: got 1 commands, expected'],
  ])('%s', (line, says) => {
    expect(errorsOf(line)[0]).toContain(says);
  });

  test('everything that is wrong with a file is told', () => {
    expect(errorsOf('--scenario bad.json')).toEqual([
      'seed: got -1, expected a whole number from 0 to 4294967295',
      'network.lossHop1Up: got 2, expected a number from 0 to 1',
    ]);
  });
});

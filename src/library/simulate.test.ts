// The package's runs: what they take, what they refuse, and that they are the engine's.
import { describe, expect, test } from 'vitest';
import { fromMs } from '../base/time.ts';
import { simulate as run } from '../sim/simulate.ts';
import type { TraceEvent } from '../trace/event.ts';
import { findPreset, formatMermaid, formatTrace, hashTrace, parseLink } from './engine.ts';
import { ScenarioError } from './scenarioError.ts';
import { measure, type SimulateOptions, simulate } from './simulate.ts';

const LINK = '#/simulate?preset=mixed&loss=0.3&seed=7&do=3.4:drop,PUBLISH,1';

function presetNamed(name: string) {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`No preset ${name}`);
  return preset.scenario;
}

/** What is wrong with a run, a line each. */
function faultsOf(scenario: unknown, options?: SimulateOptions): readonly string[] {
  try {
    simulate(scenario, options);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(error.message.split('\n')).toHaveLength(error.errors.length);
    return error.errors.map(({ field, value, expected }) => `${field} | ${value} | ${expected}`);
  }
  return [];
}

describe('a run', () => {
  test('has the trace and the metrics of the engine', () => {
    const { scenario, commands } = parseLink(LINK);
    const events: TraceEvent[] = [];
    const until = fromMs(20_000);
    const metrics = run(scenario, { commands, until, onEvent: (event) => events.push(event) });
    const options = { commands, untilMs: 20_000 };
    const simulation = simulate(scenario, options);
    expect(simulation.trace.length).toBeGreaterThan(100);
    expect(simulation.trace).toEqual(events);
    expect(simulation.metrics).toEqual(metrics);
    expect(measure(scenario, options)).toEqual(metrics);
  });

  test('is of a scenario as a file has it, with defaults for what is left out', () => {
    const file = JSON.parse(JSON.stringify(presetNamed('lost-puback'))) as unknown;
    expect(simulate(file).metrics.levels['1'].duplicates).toBe(1);
    const short = { clients: [{ id: 'pub' }] };
    expect(simulate(short).metrics.levels['1'].published).toBe(0);
  });

  test('ends at untilMs', () => {
    const { trace, metrics } = simulate(presetNamed('mixed'), { untilMs: 2000 });
    expect(metrics.simulatedMs).toBe(2000);
    expect(trace.at(-1)?.at).toBeLessThanOrEqual(2_000_000);
  });
});

describe('what is refused names field, value and what was expected', () => {
  const scenario = presetNamed('lost-puback');

  test('no scenario at all', () => {
    expect(faultsOf(undefined)).toEqual(['scenario | nothing | an object']);
    expect(() => measure('lost-puback')).toThrow(ScenarioError);
  });

  test('each fault of a scenario', () => {
    expect(faultsOf({ ...scenario, seed: -1, protocolVersion: 3 })).toEqual([
      'protocolVersion | 3 | 4 (MQTT 3.1.1) or 5 (MQTT 5.0)',
      'seed | -1 | a whole number from 0 to 4294967295',
    ]);
  });

  test('an instant out of range', () => {
    expect(faultsOf(scenario, { untilMs: -5 })).toEqual([
      'untilMs | -5 | a number from 0 to 86400000',
    ]);
  });

  test('a scenario that publishes without end, unless it is told when to stop', () => {
    const endless = presetNamed('mixed');
    expect(faultsOf(endless)).toEqual([
      'untilMs | nothing | a number of milliseconds, because this scenario publishes without end',
    ]);
    expect(faultsOf(endless, { untilMs: 5000 })).toEqual([]);
  });

  test('commands: what they are, when, and about whom', () => {
    const commands = [
      { at: 2_000_000, command: { kind: 'publish' } },
      { at: 1.5, command: { kind: 'crash-broker', store: 'kept' } },
      { at: 1_000_000, command: { kind: 'disconnect', client: 'nobody' } },
      'later',
    ] as never;
    const faults = faultsOf(scenario, { commands });
    expect(faults.map((fault) => fault.split(' | ')[0])).toContain('commands.0.command.client');
    expect(faults).toContain(
      'commands.1.at | 1.5 | whole microseconds from 2000000 to 86400000000, in order of time',
    );
    expect(faults.some((fault) => fault.startsWith('commands.3.command |'))).toBe(true);
    expect(faultsOf(scenario, { commands: 'no' as never })).toEqual(['commands | "no" | a list']);
  });

  test('a command about a client that is not there', () => {
    const { commands } = parseLink('#/simulate?preset=lost-puback&do=1:cut,sub');
    const [cut] = commands;
    if (cut === undefined || !('client' in cut.command)) throw new Error('No command was read');
    const about = (client: string) => ({ ...cut, command: { ...cut.command, client } }) as never;
    expect(faultsOf(scenario, { commands: [cut] })).toEqual([]);
    expect(faultsOf(scenario, { commands: [about('nobody')] })).toEqual([
      'commands.0.command.client | "nobody" | one of the clients: pub, sub',
    ]);
  });
});

describe('what is made of a trace', () => {
  const { trace } = simulate(presetNamed('lost-puback'));

  test('lines of JSON, one an event', () => {
    const lines = formatTrace(trace).trimEnd().split('\n');
    expect(lines).toHaveLength(trace.length);
    expect(lines.map((line) => Reflect.get(JSON.parse(line), 'kind'))).toEqual(
      trace.map(({ kind }) => kind),
    );
  });

  test('a name, the same for the same run alone', () => {
    const [again, other] = ['lost-puback', 'lost-pubrec'].map(
      (name) => simulate(presetNamed(name)).trace,
    );
    expect(hashTrace(trace)).toMatch(/^[0-9a-f]{16}$/);
    expect(hashTrace(again ?? [])).toBe(hashTrace(trace));
    expect(hashTrace(other ?? [])).not.toBe(hashTrace(trace));
  });

  test('a sequence diagram', () => {
    expect(formatMermaid(trace, 'A lost PUBACK')).toMatch(/^---\ntitle: "A lost PUBACK"\n---\n/);
    expect(formatMermaid(trace)).toMatch(/^sequenceDiagram\n/);
  });
});

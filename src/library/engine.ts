// The package's door, `import … from 'qoscope'`: the headless engine, for Node and browsers. Everything
// here is a function of its arguments: no clock, no luck, no network, no global.

export { formatInputError, type InputError, type Result } from '../base/result.ts';
export type { SimTime } from '../base/time.ts';
export { formatLink, type Link, type ParsedLink, parseLink } from '../scenario/link.ts';
export { parseScenario } from '../scenario/parse.ts';
export { findPreset, PRESETS, type Preset } from '../scenario/presets/presets.ts';
export type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
export type { TraceEvent, TraceEventKind, TraceEventOf } from '../trace/event.ts';
export type { LevelMetrics, Metrics } from '../trace/metrics.ts';
export { formatMermaid, formatTrace, hashTrace } from './formats.ts';
export { ScenarioError } from './scenarioError.ts';
export { measure, type SimulateOptions, type Simulation, simulate } from './simulate.ts';

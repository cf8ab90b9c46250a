// The counters in Node, asked by the command line as a user would.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Spread {
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** What of the published shape the tests read. */
export interface Level {
  readonly published: number;
  readonly delivered: number;
  readonly lost: number;
  readonly pending: number;
  readonly duplicates: number;
  readonly lostByCause: Readonly<Record<string, number>>;
  readonly duplicatesByCause: Readonly<Record<string, number>>;
  readonly deliveryMs: Spread;
  readonly publisherHandshakeMs: Spread;
  readonly subscriberHandshakeMs: Spread;
  readonly packetsSent: Readonly<Record<string, number>>;
  readonly packetsResent: number;
  readonly hops: Readonly<Record<'1' | '2', { readonly bytesSent: number }>>;
}

export interface Metrics {
  readonly levels: Readonly<Record<'0' | '1' | '2', Level>>;
  /** Where an application of a use case is in the run. */
  readonly application?: readonly { readonly sentence: string; readonly cost?: string }[];
  readonly broker: {
    readonly storedNow: number;
    readonly storedPeak: number;
    readonly storedMessageSeconds: number;
  };
  /** Where several patterns publish, each by itself. */
  readonly patterns?: Readonly<Record<string, PatternMetrics>>;
}

export interface PatternMetrics {
  readonly lost: number;
  readonly duplicates: number;
  readonly deliveryMs: Spread;
  readonly packetsSent: number;
  readonly bytesSent: number;
}

/** Of each lane of a link to Compare. */
export async function comparisonByCommandLine(
  link: string,
  untilMs: number,
): Promise<readonly Metrics[]> {
  const { lanes } = await jsonByCommandLine<{ readonly lanes: readonly { metrics: Metrics }[] }>(
    link,
    untilMs,
  );
  return lanes.map(({ metrics }) => metrics);
}

/** @param untilMs all events until here, included, are counted */
export async function metricsByCommandLine(link: string, untilMs: number): Promise<Metrics> {
  return jsonByCommandLine<Metrics>(link, untilMs);
}

async function jsonByCommandLine<T>(link: string, untilMs: number): Promise<T> {
  const flags = ['--link', link, '--until-ms', String(untilMs), '--json'];
  const { stdout } = await run('npm', ['run', '--silent', 'sim', '--', ...flags], {
    cwd: new URL('..', import.meta.url),
    timeout: 60_000,
  });
  return JSON.parse(stdout) as T;
}

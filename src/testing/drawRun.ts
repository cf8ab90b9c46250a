// Whole runs drawn from a seed, configuration and commands alike, for sim/swarm.test.ts: played with
// commands by hand, some in the past, then calmed until they settle.
import type { SimTime } from '../base/time.ts';
import { fromMs, fromSec } from '../base/time.ts';
import type { Command, Scenario, TimedCommand } from '../scenario/scenario.ts';
import { Run, type RunReport } from '../sim/run.ts';
import type { TraceEvent } from '../trace/event.ts';
import { isSettled } from './checkedRuns.ts';
import { calming, drawCommand, drawLaterCommand } from './drawCommands.ts';
import {
  drawBroker,
  drawClient,
  drawNetwork,
  drawPatterns,
  drawSubscriptions,
  list,
} from './drawSettings.ts';
import { Luck } from './luck.ts';
import { scenarioOf } from './scenarios.ts';

export interface DrawnRun {
  readonly scenario: Scenario;
  readonly events: readonly TraceEvent[];
  readonly commands: readonly TimedCommand[];
  readonly hash: string;
  readonly now: SimTime;
  readonly settled: boolean;
}

export function drawScenario(luck: Luck, seed: number): Scenario {
  const publishers = luck.whole(1, 3);
  const subscribers = luck.whole(1, 3);
  const clients = [
    ...list(publishers, (i) => ({ ...drawClient(luck, `p${i}`), publishes: drawPatterns(luck) })),
    ...list(subscribers, (i) => ({ ...drawClient(luck, `s${i}`), ...drawSubscriptions(luck) })),
  ];
  if (luck.chance(0.4)) {
    const both = { publishes: drawPatterns(luck), ...drawSubscriptions(luck) };
    clients.push({ ...drawClient(luck, 'both'), ...both });
  }
  const ids = clients.map(({ id }) => id);
  const isCalm = luck.chance(0.3);
  return scenarioOf({
    seed,
    protocolVersion: luck.one([4, 5]),
    network: drawNetwork(luck, isCalm),
    broker: drawBroker(luck),
    clients,
    script: list(luck.one([0, 0, 1, 3]), (i) => ({
      atMs: i * 400 + luck.whole(0, 400),
      command: drawCommand(luck, isCalm, [], ids),
    })),
  });
}

/** A run with its trace as somebody keeps it who takes each report. */
class FollowedRun {
  readonly run: Run;
  report: RunReport;
  readonly events: TraceEvent[] = [];

  constructor(scenario: Scenario) {
    this.run = new Run(scenario);
    this.report = this.run.advance(fromMs(0));
    this.take(this.report);
  }

  advanceBy(span: SimTime): void {
    this.take(this.run.advance((this.report.now + span) as SimTime));
  }

  advanceToPublishing(limit: SimTime): void {
    this.take(this.run.advanceToPublishing((this.report.now + limit) as SimTime));
  }

  command(at: SimTime, command: Command): void {
    this.take(this.run.command(at, command));
  }

  calm(isCalm: boolean, clients: readonly string[]): void {
    for (const command of calming(clients, isCalm)) this.command(this.report.now, command);
  }

  private take(report: RunReport): void {
    this.events.length = report.keep;
    for (const event of report.events) this.events.push(event);
    this.report = report;
  }
}

/**
 * Draws a scenario and plays it with commands, some in its past, then lets it settle.
 * @param isWhole with clients that join and leave, and delays; a run of before has none
 */
export function drawRun(seed: number, isWhole = true): DrawnRun {
  const luck = new Luck(seed);
  const more = new Luck(seed + MORE);
  const laterShare = isWhole ? more.one([0, 0.2, 0.6]) : 0;
  const plain = drawScenario(luck, seed);
  const clients = plain.clients.map(({ id }) => id);
  const scenario = more.chance(laterShare / 2) ? withJoining(plain, more, clients) : plain;
  const isCalm = scenario.network.resend === 'reconnect' && luck.chance(0.7);
  const run = new FollowedRun(scenario);
  const commands = luck.whole(0, 12);
  // Mostly what is done is done while there is something to do it to.
  if (luck.chance(0.7)) run.advanceToPublishing(fromSec(5));
  for (let i = 0; i < commands; i++) {
    const step = luck.one([0, 1, 40, 150, 250, 700, 2500]);
    run.advanceBy(Math.round(luck.share() * step * 1000) as SimTime);
    const { now } = run.report;
    const past = luck.chance(0.2);
    const at = (past ? Math.floor(now * luck.share()) : now) as SimTime;
    run.command(at, drawCommand(luck, isCalm, flyingAt(run.events, at), clients));
    while (more.chance(laterShare)) {
      const past = more.chance(0.1);
      const then = (past ? Math.floor(run.report.now * more.share()) : run.report.now) as SimTime;
      const command = drawLaterCommand(more, flyingAt(run.events, then), clients);
      if (command.kind === 'add-client') clients.push(command.client.id);
      run.command(then, command);
    }
  }
  run.calm(isCalm, clients);
  // The script begins when everyone is there, and must be over before the last calm: it undoes it.
  run.advanceToPublishing(fromSec(300));
  run.advanceBy(fromSec(4));
  run.calm(isCalm, clients);
  // Rules that are still waiting may cost a client some connections, of 30 s each.
  for (let i = 0; i < 20 && !(i > 0 && isQuiet(run.events)); i++) {
    // What a rule has lost then, only the next connection sends again.
    if (i > 1 && isCalm) run.calm(isCalm, clients);
    run.advanceBy(fromSec(40));
  }
  const { events, report } = run;
  const { now, hash } = report;
  return { scenario, events, commands: report.commands, hash, now, settled: isQuiet(events) };
}

/** Names the luck of what came later among the seeds'. */
const MORE = 1_000_000_007;

/** The script too lets somebody join, and perhaps leave. */
function withJoining(scenario: Scenario, luck: Luck, clients: string[]): Scenario {
  const script = [...scenario.script];
  for (const atMs of [luck.whole(0, 900), luck.whole(900, 1300)]) {
    const command = drawLaterCommand(luck, [], clients);
    if (command.kind === 'add-client') {
      if (clients.includes(command.client.id)) continue;
      clients.push(command.client.id);
    }
    script.push({ atMs, command });
  }
  return { ...scenario, script: script.sort((a, b) => a.atMs - b.atMs) };
}

function isQuiet(events: readonly TraceEvent[]): boolean {
  return events.some(({ kind }) => kind === 'publishing-started') && isSettled(events);
}

/** The packets, or their segments, that are on their way after all events of an instant. */
function flyingAt(events: readonly TraceEvent[], at: SimTime): readonly string[] {
  const flying = new Set<string>();
  for (const event of events) {
    if (event.at > at) break;
    if (event.kind === 'packet-sent') flying.add(event.packet.uid);
    else if (event.kind === 'segment-sent' && event.transmission > 1) {
      flying.add(`${event.packet.uid}#${event.transmission}`);
    } else if (event.kind === 'segment-lost' || event.kind === 'segment-arrived') {
      flying.delete(`${event.packet.uid}#${event.transmission}`);
    } else if (event.kind === 'packet-lost' || event.kind === 'packet-arrived') {
      flying.delete(event.packet.uid);
    }
  }
  return [...flying];
}

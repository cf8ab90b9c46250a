// What bounds a search: all that it takes for granted, and where it stops looking. Each sentence is of
// the scenario and the limits that are searched.

import { fromMs } from '../base/time.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SettingName } from '../scenario/settings.ts';
import { formatSpan } from '../trace/words.ts';
import {
  type ExploreRequest,
  patienceSecOf,
  RESTART_MS,
  type SearchLimits,
} from './exploration.ts';
import { exploreSettingsOf } from './exploreRequest.ts';
import { type Spacing, spacingMsOf, spacingOf } from './spacing.ts';
import { countOf } from './words.ts';

/** Settings that the sentences speak of, or that the form and the level show. */
const SAID: ReadonlySet<SettingName> = new Set([
  'qos',
  'sub-qos',
  'rate',
  'network',
  'latency-ms',
  'resend',
  'resend-ms',
  'store',
  'qos2-forward',
  'qos2-handover',
  'version',
] satisfies SettingName[]);

export function sayBounds(request: ExploreRequest): readonly string[] {
  const { scenario, limits } = request;
  return [
    saySent(request),
    ...sayBetween(request),
    ...sayLosses(scenario, limits),
    sayNetwork(scenario),
    sayResending(scenario),
    ...sayFaults(scenario, limits),
    `Two runs are distinct when what was lost or struck in them differs; each was run once, from its beginning, until nothing was outstanding, or for ${patienceSecOf(scenario)} s after the last thing done to it.`,
    ...sayRest(scenario),
  ];
}

function saySent({ scenario, messages }: ExploreRequest): string {
  const version = scenario.protocolVersion === 4 ? 'MQTT 3.1.1' : 'MQTT 5.0';
  const what = messages === 1 ? 'One message' : 'Two messages';
  return `${what} from one publisher over one broker to one subscriber, who has subscribed before (${version}).`;
}

function sayBetween(request: ExploreRequest): readonly string[] {
  if (request.messages === 1) return [];
  const ms = figure(spacingMsOf(request.scenario));
  return [
    `The second is published ${ms} ms after the first, ${BETWEEN[spacingOf(request)]}; no other time between them was searched.`,
  ];
}

const BETWEEN: Readonly<Record<Spacing, string>> = {
  overlapping: 'while that is on its way',
  apart: 'when nothing of that is left to come, whatever was lost',
  between: 'when that is over unless something is sent again',
};

function sayLosses({ network: { model } }: Scenario, { drops }: SearchLimits): readonly string[] {
  if (drops === 0) return ['Nothing is lost but what a connection’s end takes along.'];
  const most = countOf(drops, 'loss', 'losses');
  return model === 'tcp'
    ? [
        `At most ${most}: of TCP’s segments with PUBLISH, PUBACK, PUBREC, PUBREL or PUBCOMP in them, sent for the first time or again. All other segments get through, and TCP’s own acknowledgements.`,
      ]
    : [
        `At most ${most}: of PUBLISH, PUBACK, PUBREC, PUBREL and PUBCOMP, sent for the first time or again. CONNECT, SUBSCRIBE and their answers get through.`,
      ];
}

function sayNetwork({ network: { latencyMs } }: Scenario): string {
  return `Each hop takes ${figure(latencyMs)} ms each way, always: on one hop nothing overtakes, and the network copies nothing.`;
}

function sayResending({ network: { model, resend, resendMs }, broker, clients }: Scenario): string {
  const byTimer = resend === 'timer' || (resend === 'model' && model === 'lossy');
  const limits = [broker, ...clients].flatMap(({ resendLimit }) => resendLimit ?? []);
  const end =
    limits.length > 0 ? `, up to ${countOf(Math.max(...limits), 'time')}` : ', without end';
  return byTimer
    ? `What is unacknowledged after ${formatSpan(fromMs(resendMs))} is sent again${end}, and after a reconnect.`
    : 'What is unacknowledged is sent again after a reconnect alone: no timer does it.';
}

function sayFaults(
  { broker, protocolVersion }: Scenario,
  { cuts, crashes, cleanReconnects }: SearchLimits,
): readonly string[] {
  const anyFault = cuts + crashes + cleanReconnects > 0;
  const clean = protocolVersion === 4 ? 'Clean Session' : 'Clean Start';
  return [
    ...when(
      anyFault,
      'A fault strikes right after all that happens at an instant: at each instant at which something happens, from the first publish on. Nothing happens between two of them; a fault there would differ in its timing alone, and was not searched.',
    ),
    ...when(
      cuts > 0,
      'A cut ends a client’s connection; both ends know at once, and it reconnects.',
    ),
    ...when(
      crashes > 0,
      `What has crashed starts again after ${RESTART_MS} ms: a client with its whole session, the broker ${STORES[broker.store]}.`,
    ),
    ...when(
      cleanReconnects > 0,
      `A clean reconnect is a cut after which the client asks for a new session (${clean}), then and from then on.`,
    ),
  ];
}

const STORES: Readonly<Record<Scenario['broker']['store'], string>> = {
  persistent: 'with all that it had stored',
  autosave: 'with what it had saved last',
  memory: 'with nothing of what it had stored',
};

/** What else is not as it usually is. */
function sayRest(scenario: Scenario): readonly string[] {
  const others = [...exploreSettingsOf(scenario)].filter(([name]) => !SAID.has(name));
  const { qos2Forward } = scenario.broker;
  const handOver = scenario.clients[1]?.qos2HandOver ?? 'pubrel';
  const qos = scenario.clients[0]?.publishes[0]?.qos ?? 0;
  return [
    ...when(
      qos === 2,
      `At QoS 2 the broker forwards on ${qos2Forward.toUpperCase()}, and the subscriber hands over on ${handOver.toUpperCase()}.`,
    ),
    ...when(
      others.length > 0,
      `Besides, it is set: ${others.map(([name, text]) => `${name}=${text}`).join(', ')}.`,
    ),
  ];
}

function when(holds: boolean, sentence: string): readonly string[] {
  return holds ? [sentence] : [];
}

/** Without the noise of binary fractions. */
function figure(value: number): string {
  return String(Number(value.toPrecision(6)));
}

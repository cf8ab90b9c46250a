// The questions that people ask of many runs, each as the sweep that answers it: what its link says.

import type { Lab } from '../scenario/linkLab.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';

export interface Question {
  readonly title: string;
  /** What to look for, in a sentence or two. */
  readonly says: string;
  /** On top of the default run. */
  readonly settings: Readonly<Partial<Record<SettingName, string>>>;
  readonly lab: Lab;
}

export const QUESTIONS: readonly Question[] = [
  {
    title: 'Delivery against loss',
    says: 'At QoS 0 a message has one chance on each hop: (1 − p)². At QoS 1 and 2 it is sent again until it is there.',
    settings: {},
    lab: {},
  },
  {
    title: 'Second copies against loss',
    says: 'At QoS 1 a lost PUBACK makes a second copy: 1/(1 − p)² callbacks for each message. At QoS 2 there is none.',
    settings: {},
    lab: { measure: 'duplicates' },
  },
  {
    title: 'The price of QoS 2',
    says: 'Packets on both hops for each message that arrived: a QoS 2 hop takes two round trips where a QoS 1 hop takes one.',
    settings: {},
    lab: { measure: 'packets', also: 'delivery-p95' },
  },
  {
    title: 'When to send again',
    says: 'A timer shorter than the round trip sends again what was never lost; a long one waits long for what was.',
    settings: { loss: '0.1', 'jitter-ms': '100', messages: '200' },
    lab: {
      x: 'resend-ms=100,150,200,250,300,400,600,1000,1500,2000',
      measure: 'duplicates',
      also: 'delivery-p95',
      levels: '1,2',
      xLog: true,
    },
  },
  {
    title: 'How large a window',
    says: 'A message holds its place in the window for one round trip at QoS 1 and two at QoS 2: beyond rate × round trip a larger one gains nothing.',
    settings: { rate: '500', messages: '400' },
    lab: {
      x: 'inflight=1,2,5,10,20,50,100,200',
      measure: 'throughput',
      also: 'delivery-p95',
      replications: 3,
      xLog: true,
      yLog: true,
    },
  },
  {
    title: 'Bursts against even loss',
    says: 'The same share of packets is lost at each point. In bursts that are longer than the re-send timer the second attempt goes the way of the first.',
    settings: { loss: '0.2', messages: '200' },
    lab: {
      x: 'burst-ms=0,100,200,500,1000,2000,5000',
      measure: 'delivery-p95',
      also: 'duplicates',
      levels: '1,2',
      replications: 20,
    },
  },
  {
    title: 'TCP against lossy packets',
    says: 'Over TCP loss is delay: nothing is lost or doubled as long as the connection holds, and everything behind a lost segment waits for it.',
    settings: {},
    lab: {
      x: 'loss=0:0.3:0.05',
      y: 'network=lossy,tcp',
      measure: 'delivery-p95',
      also: 'duplicates',
    },
  },
  {
    title: 'When the subscriber hands over',
    says: 'On PUBREL the application waits for a second round trip; on PUBLISH it does not, and QoS 2 is exactly once all the same.',
    settings: { loss: '0.1' },
    lab: {
      x: 'qos2-handover=pubrel,publish',
      y: 'qos2-forward=pubrel,publish',
      measure: 'delivery-p50',
      also: 'duplicates',
      levels: '2',
    },
  },
  {
    title: 'Loss and latency together',
    says: 'How long nineteen of twenty messages take, at each pair of loss and latency.',
    settings: {},
    lab: {
      x: 'loss=0:0.4:0.05',
      y: 'latency-ms=10,25,50,100,200,400',
      measure: 'delivery-p95',
      replications: 5,
      yLog: true,
    },
  },
];

export function scenarioOfQuestion({ settings }: Question): Scenario {
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  return applySettings(DEFAULT_PRESET.scenario, texts, (name) => name).scenario;
}

// What people want proved, to start from: how much may go wrong, and with which settings.

import type { Lab } from '../scenario/linkLab.ts';
import { DEFAULT_PRESET } from '../scenario/presets/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { applySettings, type SettingName } from '../scenario/settings.ts';

export interface ProofQuestion {
  readonly title: string;
  readonly says: string;
  readonly lab: Lab;
  readonly settings: Partial<Record<SettingName, string>>;
}

export const PROOF_QUESTIONS: readonly ProofQuestion[] = [
  {
    title: 'What each level promises',
    says: 'Up to four packets are lost, anywhere on the way, and nothing else goes wrong.',
    lab: {},
    settings: {},
  },
  {
    title: 'Cuts and crashes',
    says: 'A connection is cut or somebody crashes, and every store keeps what it had.',
    lab: { drops: 0, cuts: 1, crashes: 1 },
    settings: {},
  },
  {
    title: 'A session that is not kept',
    says: 'A client comes back with a new session, once: what then becomes of exactly once?',
    lab: { drops: 1, cleanReconnects: 1 },
    settings: {},
  },
  {
    title: 'A broker that forgets',
    says: 'The broker crashes, once, and its store is in memory alone.',
    lab: { drops: 1, crashes: 1 },
    settings: { store: 'memory' },
  },
  {
    title: 'Two messages, in order?',
    says: 'Two messages are on their way at once, and up to two packets are lost.',
    lab: { drops: 2, two: true },
    settings: {},
  },
  {
    title: 'One after the other, in order?',
    says: 'The second message is published when the first is over, re-sends included.',
    lab: { drops: 2, two: true },
    settings: { rate: String(1000 / 3000) },
  },
  {
    title: 'TCP, and a cut',
    says: 'Over TCP no packet goes missing while a connection lives. So what does its end do?',
    lab: { drops: 1, cuts: 1 },
    settings: { network: 'tcp' },
  },
  {
    title: 'A lower subscription',
    says: 'Everything is published as before, and subscribed to at QoS 0.',
    lab: { drops: 3 },
    settings: { 'sub-qos': '0' },
  },
];

export function scenarioOfProof({ settings }: ProofQuestion): Scenario {
  const texts = new Map(Object.entries(settings) as [SettingName, string][]);
  return applySettings(DEFAULT_PRESET.scenario, texts, (name) => name).scenario;
}

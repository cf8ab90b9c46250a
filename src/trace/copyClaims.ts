// The rule of thumb's claims about copies: how long the broker keeps one, and whether the application
// gets a second one; each with what makes it so, and where another network makes it right, which.

import { resendsByTimer } from '../scenario/resends.ts';
import type { NetworkSettings } from '../scenario/scenario.ts';
import { type Claim, differing, NOTHING_YET } from './claim.ts';
import { lossConditions, type Path, pathOf } from './closedForms.ts';
import type { Qos } from './event.ts';
import { FOLKLORE, type MeasuredLevel, type MeasuredRule, type RuleInput } from './ruleOfThumb.ts';
import { listWords } from './words.ts';

type Judged = Pick<Claim, 'verdict' | 'says' | 'network'>;

export function judgeStorage(
  { level, storage }: MeasuredLevel,
  { latencyUnmet }: MeasuredRule,
  { scenario }: RuleInput,
): Claim {
  const text = FOLKLORE[level].storage;
  const label = { level, name: 'storage', text } as const;
  const { stayMs, completeMs, peak } = storage;
  const path = pathOf(scenario, level);
  if (stayMs.n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
  if (text === 'none') {
    const says = peak === 0 ? 'The broker forwards and forgets.' : 'The broker has stored some.';
    return { ...label, verdict: peak === 0 ? 'right' : 'wrong', says };
  }
  if (peak === 0) return { ...label, ...judgeNothingStored(path) };
  if (stayMs.formula === undefined || completeMs === undefined || path === undefined) {
    const why = listWords(latencyUnmet.slice(0, 2));
    const says = `No formula to hold it against${why === '' ? '' : `: ${why}`}.`;
    return { ...label, verdict: 'open', says };
  }
  const [stay = '', complete] = [stayMs.formula, completeMs].map((ms) => `${Math.round(ms)} ms`);
  if (stayMs.formula === completeMs) {
    return { ...label, verdict: 'right', says: sayStay(path, stay) };
  }
  const says = `Until PUBREC alone: ${stay} each, where until complete would be ${complete}. What is kept to the end is the Packet Identifier.`;
  return { ...label, verdict: 'wrong', says };
}

function judgeNothingStored(path: Path | undefined): Judged {
  if (path?.hop2Qos !== 0) return { verdict: 'open', says: NOTHING_YET };
  const says = 'Nothing is stored: the subscriber’s hop is at QoS 0, where nobody answers.';
  return { verdict: 'wrong', says };
}

function sayStay({ qos, hop2Qos, forward }: Path, stay: string): string {
  const waits = qos === 2 && forward === 'pubrel';
  const ends = [
    ...(waits ? ['the publisher’s PUBREL'] : []),
    ...(hop2Qos > 0 ? ['the subscriber’s answer'] : []),
  ];
  const more = hop2Qos === 0 ? ' The subscriber’s hop is at QoS 0, where nobody answers.' : '';
  return `Until ${ends.join(', then until ')}: ${stay} each.${more}`;
}

export function judgeDuplicates(
  measured: MeasuredLevel,
  rule: MeasuredRule,
  input: RuleInput,
): Claim {
  const { level, duplicates } = measured;
  const text = FOLKLORE[level].duplicates;
  const label = { level, name: 'duplicates', text } as const;
  const { count, n } = duplicates;
  if (n === 0) return { ...label, verdict: 'open', says: NOTHING_YET };
  const found = `${count} in ${n} ${n === 1 ? 'delivery' : 'deliveries'}`;
  const judged =
    text === 'possible'
      ? judgePossible(measured, found, rule, input)
      : judgeNone(measured, found, input);
  return { ...label, ...judged };
}

function judgePossible(
  { level, duplicates }: MeasuredLevel,
  found: string,
  { lossUnmet }: MeasuredRule,
  input: RuleInput,
): Judged {
  const { count, formula } = duplicates;
  if (count > 0) return { verdict: 'right', says: `${found}.` };
  if ((formula ?? 0) > 0) return { verdict: 'right', says: `${found} so far.` };
  const why =
    formula === 0
      ? 'no answer is lost, so nothing that has arrived is sent again'
      : whyNoneComes(input);
  if (why !== undefined)
    return { verdict: 'wrong', says: `${found}: ${why}.`, ...losing(input, level) };
  const unmet = lossUnmet.length === 0 ? '' : `: ${listWords(lossUnmet)}`;
  const says = `${found} so far, and no formula for how many to expect${unmet}.`;
  return { verdict: 'open', says, ...losing(input, level) };
}

/** Undefined: one may come, as far as the settings tell. */
function whyNoneComes({ network, isSteady, isUntouched, scenario }: RuleInput): string | undefined {
  const { model, duplication, cutsPerMin } = network;
  const isCut = cutsPerMin > 0 || !isUntouched || scenario.script.some(isNoPublish);
  if (!isSteady || isCut || resendsByTimer(network)) return undefined;
  const nothing = 'nothing is sent again while the connection lasts';
  if (model === 'tcp') return `TCP makes good what is lost, and by MQTT ${nothing}`;
  return duplication > 0 ? undefined : nothing;
}

function isNoPublish({ command }: RuleInput['scenario']['script'][number]): boolean {
  return command.kind !== 'publish';
}

function judgeNone({ level, duplicates }: MeasuredLevel, found: string, input: RuleInput): Judged {
  const { count } = duplicates;
  const isLowered = level === 2 && pathOf(input.scenario, 2)?.hop2Qos === 1;
  const spoilers = [
    ...(isLowered ? ['the subscriber’s hop is at QoS 1'] : []),
    ...spoilersOf(input.network),
  ];
  const says =
    level === 0
      ? `${found}: right as long as the network copies nothing.`
      : `${found}: right as long as both ends keep their state and the network keeps order.`;
  if (count === 0 && spoilers.length === 0) return { verdict: 'right', says };
  const why = spoilers.length === 0 ? '' : `: ${listWords(spoilers)}`;
  const changes = differing(input.network, { duplication: 0, reordering: 0, cutsPerMin: 0 });
  const isCure = Object.keys(changes).length > 0 && !isLowered;
  const network = isCure ? { network: { changes } } : {};
  return { verdict: count > 0 ? 'wrong' : 'right', says: `${found}${why}.`, ...network };
}

function spoilersOf({ model, duplication, reordering }: NetworkSettings): readonly string[] {
  if (model === 'tcp') return [];
  return [
    ...(duplication > 0 ? ['the network copies packets'] : []),
    ...(reordering > 0 ? ['packets overtake each other'] : []),
  ];
}

/** Of answers, in the network that shows second copies. */
const ANSWER_LOSS = 0.2;

/** Lossy packets, a timer, and answers that are lost: where that has a formula, which is then above 0. */
function losing({ network, scenario, isUntouched }: RuleInput, level: Qos): Pick<Claim, 'network'> {
  const changes = differing(network, {
    model: 'lossy',
    lossHop1Down: ANSWER_LOSS,
    lossHop2Up: ANSWER_LOSS,
    burstMs: 0,
    duplication: 0,
    reordering: 0,
    cutsPerMin: 0,
    resend: 'timer',
  });
  const unmet = lossConditions(scenario, { ...network, ...changes });
  const isKnown = isUntouched && unmet.length === 0 && pathOf(scenario, level) !== undefined;
  return isKnown ? { network: { changes } } : {};
}

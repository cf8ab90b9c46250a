// What of the rule of thumb is right, and on which network: each claim judged from what was measured,
// those about time by clockClaims.ts, those about copies by copyClaims.ts.

import { assertNever } from '../base/assertNever.ts';
import { CLAIMS, type Claim, type ClaimName } from './claim.ts';
import { judgeLatency, judgeRoundTrips } from './clockClaims.ts';
import { judgeDuplicates, judgeStorage } from './copyClaims.ts';
import type { MeasuredLevel, MeasuredRule, RuleInput } from './ruleOfThumb.ts';

export function judgeRule(rule: MeasuredRule, input: RuleInput): readonly Claim[] {
  return rule.levels.flatMap((measured) =>
    CLAIMS.map((name) => judge(name, measured, rule, input)),
  );
}

function judge(
  name: ClaimName,
  measured: MeasuredLevel,
  rule: MeasuredRule,
  input: RuleInput,
): Claim {
  switch (name) {
    case 'roundTrips':
      return judgeRoundTrips(measured, rule, input);
    case 'latency':
      return judgeLatency(measured, rule, input);
    case 'storage':
      return judgeStorage(measured, rule, input);
    case 'duplicates':
      return judgeDuplicates(measured, rule, input);
    default:
      return assertNever(name);
  }
}

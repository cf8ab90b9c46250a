// When publishers, subscribers and broker send again what is unacknowledged, and what the
// specification has to say to that.

import type { NetworkSettings } from '../../scenario/scenario.ts';
import { formatStatement, type ProtocolVersion } from '../../trace/event.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { useRun } from '../scopeContext.ts';
import { SettledSlider } from './SettledSlider.tsx';
import { useChoice } from './useChoice.ts';
import type { NetworkChange } from './useNetworkChange.ts';

type Resend = NetworkSettings['resend'];

const POLICIES: readonly { value: Resend; label: string }[] = [
  { value: 'model', label: 'By model' },
  { value: 'timer', label: 'Timer' },
  { value: 'reconnect', label: 'Reconnect' },
];

export function ResendChoice({ network, initial, apply }: NetworkChange) {
  const version = useRun((state) => state.scenario.protocolVersion);
  const [resend, setResend] = useChoice(network.resend, (next) => apply({ resend: next }));
  const timed = isTimed({ ...network, resend });
  return (
    <>
      <Segmented
        label="Send again what is unacknowledged"
        options={POLICIES}
        value={resend}
        hint={sayRule(timed, version)}
        onChange={setResend}
      />
      {timed ? (
        <SettledSlider
          label="Send again after"
          value={network.resendMs / 1000}
          defaultValue={initial.resendMs / 1000}
          min={0.1}
          max={10}
          typedMax={3600}
          step={0.1}
          unit="s"
          note={sayHaste(network)}
          apply={(sec) => apply({ resendMs: Math.round(sec * 1000) })}
        />
      ) : undefined}
    </>
  );
}

/** Whether somebody sends again because an answer does not come. */
function isTimed({ model, resend }: NetworkSettings): boolean {
  return resend === 'timer' || (resend === 'model' && model === 'lossy');
}

/** A timer that is faster than any answer. */
function sayHaste({ latencyMs, resendMs }: NetworkSettings): string | undefined {
  if (2 * latencyMs < resendMs) return undefined;
  return `An answer takes ${2 * latencyMs} ms at least: everything is sent again before it comes.`;
}

function sayRule(timed: boolean, version: ProtocolVersion): string {
  const statement = formatStatement('reconnect-resend', version);
  if (version === 5) {
    return timed
      ? `A timer is the classroom’s way: MQTT 5.0 forbids re-sending at any other time than on reconnect, ${statement}.`
      : `As MQTT 5.0 has it: on reconnect, and at no other time, ${statement}.`;
  }
  return timed
    ? `A timer is allowed in MQTT 3.1.1, and not required: that is re-sending on reconnect, ${statement}.`
    : `As MQTT 3.1.1 requires it: on reconnect, ${statement}.`;
}

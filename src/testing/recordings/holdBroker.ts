// Holds one recording against our broker machine. Where several orders of arrival are possible it
// looks for one that explains the recording.
import type { ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { BrokerRecording } from './brokerFile.ts';
import { type Choice, replayBroker } from './brokerReplay.ts';
import { type Comparison, compareWires, type Sent, stepsOf, type WireItem } from './compare.ts';
import { formOf } from './packetForm.ts';
import { bytesOf, readPackets } from './wireBytes.ts';

/** How many orders of arrival are tried. */
const TRIES_MAX = 200;

export function holdBroker(recording: BrokerRecording): Comparison {
  const recorded = recordedWire(recording);
  let wanted: readonly number[] | undefined = [];
  let first: Comparison | undefined;
  for (let tries = 0; tries < TRIES_MAX && wanted !== undefined; tries++) {
    const { sent, choices } = replayBroker(recording, wanted);
    const result = compareWires(recorded, sent);
    if (result.kind === 'equal') {
      if (tries === 0) return result;
      return { kind: 'equal', tolerated: ['another order of arrival', ...result.tolerated] };
    }
    first ??= result;
    wanted = nextChoices(choices, stepsOf(result)[0] ?? 0);
  }
  return first ?? { kind: 'equal', tolerated: [] };
}

/** The next order to try, changing the last choice that could mend `step`; undefined: no more. */
function nextChoices(choices: readonly Choice[], step: number): readonly number[] | undefined {
  const at = choices.findLastIndex((one) => one.step === step && one.taken + 1 < one.count);
  const changed = choices[at];
  if (changed === undefined) return undefined;
  return [...choices.slice(0, at).map(({ taken }) => taken), changed.taken + 1];
}

/** What the recorded broker sent, and which connections it ended. */
function recordedWire({ file, events }: BrokerRecording): readonly Sent[] {
  return events.flatMap(({ step, conn, dir, hex, event, by }): readonly Sent[] => {
    if (conn === undefined) return [];
    const place = { step, conn, clientId: clientIdOf(file.steps, conn) };
    if (event === 'closed' && by === 'broker') return [{ ...place, item: { type: 'closed' } }];
    if (dir !== '<' || hex === undefined) return [];
    return itemsIn(hex, file.protocolVersion).map((item) => ({ ...place, item }));
  });
}

/** What a broker's bytes are. One that refuses a version may answer in another. */
function itemsIn(hex: string, version: ProtocolVersion): readonly WireItem[] {
  const bytes = bytesOf(hex);
  const packets =
    readPackets(bytes, { from: 'broker', version }) ??
    readPackets(bytes, { from: 'broker', version: version === 4 ? 5 : 4 });
  return packets?.map(formOf) ?? [{ type: 'unsound', hex }];
}

function clientIdOf(steps: BrokerRecording['file']['steps'], conn: string): string {
  const name = conn.replace(/#\d+$/, '');
  for (const step of steps) {
    if (step.op === 'connect' && step.conn === name) return step.clientId ?? name;
  }
  return name;
}

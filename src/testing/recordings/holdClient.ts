// Holds one recording of a real client against our client machine: all that it sent, before the cut
// as far as the proxy saw it and after the cut, and what its application got.
import type { ClientRecording } from './clientFile.ts';
import { replayClient } from './clientReplay.ts';
import { versionOf } from './clientTable.ts';
import { type Comparison, compareWires, type Sent } from './compare.ts';
import { formOf } from './packetForm.ts';
import { bytesOf, packetIn } from './wireBytes.ts';

export function holdClient(recording: ClientRecording): Comparison {
  const recorded = recordedWire(recording);
  const { sent, delivered } = replayClient(recording);
  const result = compareWires(recorded, asFarAsRecorded(recording, recorded, sent));
  if (result.kind === 'different') return result;
  const theirs = recording.events.flatMap(({ app, payload }) =>
    app === 'message' ? [payload] : [],
  );
  if (theirs.join() === delivered.join()) return result;
  const says = `its application got ${theirs.join()}, that of ours ${delivered.join()}`;
  return { kind: 'different', differences: [{ step: 0, says }] };
}

/** What the client sent, and the CONNACKs that it got. */
function recordedWire(recording: ClientRecording): readonly Sent[] {
  return recording.events.flatMap(({ conn = 0, dir, hex }): readonly Sent[] => {
    if (hex === undefined || dir === undefined) return [];
    const from = dir === '>' ? 'client' : 'broker';
    const item = formOf(packetIn(bytesOf(hex), { from, version: versionOf(recording) }));
    const isCompared = dir === '>' || item.type === 'CONNACK';
    return isCompared ? [{ step: conn, conn: `C#${conn}`, clientId: 'C', item }] : [];
  });
}

/** Ours without what was on its way when the proxy cut the connection: it recorded no more. */
function asFarAsRecorded(
  { events }: ClientRecording,
  recorded: readonly Sent[],
  ours: readonly Sent[],
): readonly Sent[] {
  const cut = events.filter(({ by }) => by === 'proxy').map(({ conn = 0 }) => conn);
  return cut.reduce((sent, conn) => {
    const count = recorded.filter(({ step }) => step === conn).length;
    const kept = sent.filter(({ step }) => step === conn).slice(0, count);
    return sent.filter((one) => one.step !== conn || kept.includes(one));
  }, ours);
}

// Bursts of loss, measured with QoS 0 messages through whole runs: in the long run the slider's share is
// lost, in bursts of the length that is set. What is lost together counts together: errors are
// estimated from blocks many bursts long. One seed, the scenario's default, not chosen; bounds of three
// standard errors.
import { describe, expect, test } from 'vitest';
import { pairScenario } from '../testing/scenarios.ts';
import { simulate } from './simulate.ts';

const N = 120_000;
const RATE_PER_SEC = 2000;
const SPACING_MS = 1000 / RATE_PER_SEC;
const BLOCKS = 30;

interface Block {
  lost: number;
  /** Bursts that begin in it, as the messages see them. */
  bursts: number;
  messages: number;
}

/** What becomes of each message's only PUBLISH on one hop. */
function fatesOf(hop: 1 | 2, network: object): readonly boolean[] {
  const scenario = pairScenario({ qos: 0, count: N, ratePerSec: RATE_PER_SEC, network });
  const fates: boolean[] = [];
  simulate(scenario, {
    onEvent: (event) => {
      if (event.kind !== 'packet-sent' || event.packet.type !== 'PUBLISH') return;
      if (event.packet.hop === hop) fates.push(event.lostAt !== undefined);
    },
  });
  return fates;
}

function blocksOf(fates: readonly boolean[]): readonly Block[] {
  const blocks = Array.from({ length: BLOCKS }, (): Block => ({ lost: 0, bursts: 0, messages: 0 }));
  for (const [i, lost] of fates.entries()) {
    const block = blocks[Math.floor((i * BLOCKS) / fates.length)];
    if (block === undefined) continue;
    block.messages++;
    if (!lost) continue;
    block.lost++;
    if (fates[i - 1] !== true) block.bursts++;
  }
  return blocks;
}

/** A ratio of two sums over all blocks, with the standard error that its blocks show. */
function ratioOf(
  blocks: readonly Block[],
  above: (block: Block) => number,
  below: (block: Block) => number,
): { readonly ratio: number; readonly error: number } {
  const sum = (of: (block: Block) => number) => blocks.reduce((total, each) => total + of(each), 0);
  const ratio = sum(above) / sum(below);
  const squares = sum((block) => (above(block) - ratio * below(block)) ** 2);
  const error = Math.sqrt((squares * BLOCKS) / (BLOCKS - 1)) / sum(below);
  return { ratio, error };
}

describe.each([
  ['up on hop 1', 1, 'lossHop1Up'],
  ['down on hop 2', 2, 'lossHop2Down'],
] as const)('bursts %s', (_, hop, key) => {
  test.each([
    [0.1, 20],
    [0.3, 20],
    [0.5, 40],
  ])('with a loss of %d and %d ms a burst', (loss, burstMs) => {
    const blocks = blocksOf(fatesOf(hop, { [key]: loss, burstMs, latencyMs: 5 }));
    const share = ratioOf(
      blocks,
      ({ lost }) => lost,
      ({ messages }) => messages,
    );
    expect(Math.abs(share.ratio - loss)).toBeLessThan(3 * share.error);
    // A tenth of the share at most, or the bound would say little.
    expect(share.error).toBeLessThan(loss / 10);
    const length = ratioOf(
      blocks,
      ({ lost }) => lost * SPACING_MS,
      ({ bursts }) => bursts,
    );
    const expected = seenLength(loss, burstMs);
    expect(Math.abs(length.ratio - expected)).toBeLessThan(3 * length.error);
    expect(length.error).toBeLessThan(expected / 10);
  });
});

/**
 * What a burst's mean length looks like to a message every `SPACING_MS`: short ones are missed, and
 * breaks between two may be. It must be close to the length itself.
 */
function seenLength(loss: number, burstMs: number): number {
  const turnMs = burstMs * (1 - loss);
  const ends = (1 - loss) * (1 - Math.exp(-SPACING_MS / turnMs));
  const seen = SPACING_MS / ends;
  expect(Math.abs(seen - burstMs)).toBeLessThan(0.02 * burstMs);
  return seen;
}

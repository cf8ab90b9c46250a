// Run last by `npm test`: adds up what the unit and the browser test runners reported of
// themselves and says it in one line. Fails if either left no report or counted no test.
import { readFileSync } from 'node:fs';

type UnitReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number };
type BrowserReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../test-results/${name}`, import.meta.url), 'utf8'));
}

const unit = read('unit.json') as UnitReport;
const { stats } = read('e2e.json') as BrowserReport;
const passed = unit.numPassedTests + stats.expected;
const failed = unit.numFailedTests + stats.unexpected + stats.flaky;
const skipped = unit.numPendingTests + stats.skipped;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (failed > 0 || unit.numPassedTests === 0 || stats.expected === 0) process.exitCode = 1;

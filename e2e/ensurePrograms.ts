// Run before the tests: makes sure that there are the programs that read what the project writes, installing
// Debian's packages where that is harmless. Never fails: where one is missing, the tests that need it are
// skipped, and this says so, loudly.
import { spawnSync } from 'node:child_process';
import { onPath } from './findBrowser.ts';

interface Needed {
  readonly program: string;
  readonly debian: string;
  readonly tests: string;
}

const NEEDED: readonly Needed[] = [
  { program: 'tshark', debian: 'tshark', tests: 'tests in which tshark reads our captures' },
  { program: 'mkdocs', debian: 'mkdocs-material', tests: 'the embed in MkDocs Material' },
  { program: 'hugo', debian: 'hugo', tests: 'the embed in Hugo' },
];
const isMissing = ({ program }: Needed): boolean => onPath(program) === undefined;

/** @returns why they were not installed, if they were not */
function install(packages: readonly string[]): string | undefined {
  const apt = onPath('apt-get');
  if (apt === undefined) return 'There is no apt-get to install it with';
  if (process.getuid?.() !== 0) return 'Installing it needs root';
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ]) {
    const { status } = spawnSync(apt, step, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // tshark's asks whether everybody may capture; it is here to read files.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return `"apt-get ${step.join(' ')}" failed`;
  }
  return undefined;
}

const missing = NEEDED.filter(isMissing);
const reason = missing.length === 0 ? undefined : install(missing.map(({ debian }) => debian));
for (const needed of NEEDED) {
  if (isMissing(needed)) {
    const why = reason ?? 'It is not there after it was installed';
    const line = `SKIPPED: ${needed.tests}. ${why}. Install ${needed.debian}.`;
    console.warn(`${'!'.repeat(80)}\n${line}\n${'!'.repeat(80)}`);
  } else console.log(`${needed.program}: ${onPath(needed.program)}`);
}

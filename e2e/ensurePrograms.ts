// Run before the tests: makes sure that there are the programs that read what the project writes, installing
// Debian's packages where that is harmless. Never fails.
import { installPackages, saySkipped } from './debianPackages.ts';
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

const missing = NEEDED.filter(({ program }) => onPath(program) === undefined);
const packages = missing.map(({ debian }) => debian);
const reason = packages.length === 0 ? undefined : installPackages(packages);
for (const { program, debian, tests } of NEEDED) {
  const found = onPath(program);
  if (found === undefined) saySkipped(tests, reason, `Install ${debian}.`);
  else console.log(`${program}: ${found}`);
}

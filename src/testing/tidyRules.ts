// The house rules that are not about imports: what the pure folders may name, the shape, names and
// size of files, citations, and addresses. Each takes files and returns what is wrong, one line
// each; src/tidy.test.ts applies them and proves that each can fail.
import { posix } from 'node:path';
import ts from 'typescript';
import { citationsIn, statementOf } from './citations.ts';
import type { ProjectFile } from './projectFiles.ts';
import { isTest, parse } from './tidyImports.ts';

const K = ts.SyntaxKind;

/** What makes a run depend on a clock, a thread, a locale, luck, or the host. */
const impureNames = new Set([
  ...['Date', 'performance', 'Promise', 'Intl', 'Atomics', 'globalThis', 'WeakRef'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['requestAnimationFrame', 'requestIdleCallback', 'FinalizationRegistry', 'eval'],
]);
/** The part of Math that is the same to the bit in every engine. */
const exactMath = new Set([
  ...['imul', 'floor', 'ceil', 'round', 'trunc', 'min', 'max', 'abs', 'sqrt', 'clz32', 'sign'],
]);

export function isPure(path: string): boolean {
  return (
    /^src\/(base|mqtt|network|scenario|trace|usecases|lab|lessons|sim)\//.test(path) &&
    !isTest(path)
  );
}

/** Names and operators in a pure file that could make two runs differ. */
export function impurities(file: ProjectFile): readonly string[] {
  return find(file, (node) => {
    if (ts.isIdentifier(node)) {
      if (isMemberName(node)) return /^(toLocale|localeCompare$)/.test(node.text);
      return impureNames.has(node.text) || (node.text === 'Math' && !isExactMath(node.parent));
    }
    const isDynamicImport = node.kind === K.ImportKeyword && ts.isCallExpression(node.parent);
    const isPower = node.kind === K.AsteriskAsteriskToken;
    const isPowerAssignment = node.kind === K.AsteriskAsteriskEqualsToken;
    const isAsync = node.kind === K.AsyncKeyword || node.kind === K.AwaitKeyword;
    return isDynamicImport || isPower || isPowerAssignment || isAsync || ts.isAwaitExpression(node);
  });
}

function isExactMath(parent: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && exactMath.has(parent.name.text);
}

/** Whether an identifier names a member of something, and so no global. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return isMember && parent.name === node;
}

/** `any`, enums, default exports, `export *` and barrels. */
export function shapeFaults(file: ProjectFile): readonly string[] {
  const isConfig = /\.config\.ts$/.test(file.path);
  const name = posix.basename(file.path);
  const barrel = /^index\.tsx?$/.test(name) ? [`${file.path}: is a barrel by its name`] : [];
  const inside = find(file, (node) => {
    if (node.kind === K.AnyKeyword || ts.isEnumDeclaration(node)) return true;
    if (ts.isExportDeclaration(node)) {
      return node.exportClause === undefined || ts.isNamespaceExport(node.exportClause);
    }
    if (isConfig) return false;
    const isDefault = node.kind === K.DefaultKeyword && !ts.isDefaultClause(node.parent);
    return isDefault || ts.isExportAssignment(node) || isDefaultSpecifier(node);
  });
  return [...barrel, ...inside];
}

function isDefaultSpecifier(node: ts.Node): boolean {
  return ts.isExportSpecifier(node) && node.name.text === 'default';
}

/** A file or folder of src/, build/ or e2e/ that is not named as the house names them. */
export function nameFaults(path: string): readonly string[] {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const folders = parts.slice(0, -1).filter((part) => !/^[a-z][a-z0-9]*$/.test(part));
  const wrong = folders.map((part) => `${path}: folder "${part}" is not one lower-case word`);
  const kind = '(\\.prop|\\.browser)?(\\.test|\\.spec|\\.worker|\\.config|\\.prop)?';
  const isGood =
    (!/\.(tsx?|css)$/.test(name) && name !== '') ||
    new RegExp(`^[a-z][A-Za-z0-9]*${kind}\\.ts$`).test(name) ||
    new RegExp(`^[A-Z][A-Za-z0-9]*${kind}\\.tsx$`).test(name) ||
    /^[A-Za-z][A-Za-z0-9]*(\.module)?\.css$/.test(name) ||
    path === 'src/main.tsx';
  if (!isGood) wrong.push(`${path}: a file is camelCase.ts, a component PascalCase.tsx`);
  return wrong;
}

export const maxLines = 400;

/** A source file that is too long to read in one go. */
export function lengthFaults(file: ProjectFile): readonly string[] {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  return lines > maxLines ? [`${file.path}: ${lines} lines, at most ${maxLines}`] : [];
}

/** Statements that a pure file cites and no test names; a test without a version names both. */
export function untestedCitations(
  sources: readonly ProjectFile[],
  tests: readonly ProjectFile[],
): readonly string[] {
  const named = new Set(tests.flatMap(({ text }) => citationsIn(text)));
  const statements = new Set([...named].map(statementOf));
  const isNamed = (cited: string): boolean => {
    const statement = statementOf(cited);
    return cited === statement ? statements.has(cited) : named.has(cited) || named.has(statement);
  };
  return sources.flatMap(({ path, text }) =>
    [...new Set(citationsIn(text))]
      .filter((cited) => !isNamed(cited))
      .map((cited) => `${path}: no test names ${cited}`),
  );
}

// Written in pieces, so that this file does not break its own rule.
const hosts = ['npmjs', 'yarnpkg', 'debian', 'npmmirror'].map((name) => `${name}\\.(?:org|com)`);
const folders = ['work', 'root', 'home', 'Users'].map((name) => `(?<![\\w.@)}*-])/${name}/`);
const address = new RegExp([...hosts, ...folders].join('|'));

/** Registry hosts and paths of one machine: they mean nothing on the next. */
export function addressFaults(file: ProjectFile): readonly string[] {
  return file.text.split('\n').flatMap((line, index) => {
    const found = address.exec(line);
    return found === null ? [] : [`${file.path}:${index + 1} names "${found[0]}"`];
  });
}

/** Every node that `isWrong` picks, as `path:line names "text"`. */
function find(file: ProjectFile, isWrong: (node: ts.Node) => boolean): readonly string[] {
  const tree = parse(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isWrong(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      const [text = ''] = node.getText().split('\n');
      found.push(`${file.path}:${line + 1} names "${text}"`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

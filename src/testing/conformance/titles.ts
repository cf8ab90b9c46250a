// The titles of a test file, with the statements that they name. A row of a table that becomes part of
// a title counts as one; what a test's body says does not.
import ts from 'typescript';
import { citationsIn } from '../citations.ts';
import type { ProjectFile } from '../projectFiles.ts';
import { parse } from '../tidyImports.ts';

export interface Title {
  /** The test file's path below src/. */
  readonly file: string;
  /** The claim, without its citations. */
  readonly text: string;
  /** As `citationsIn` writes them. */
  readonly cites: readonly string[];
}

/** Those that name a statement, in their order. */
export function titlesIn(file: ProjectFile): readonly Title[] {
  const found: Title[] = [];
  const path = file.path.replace(/^src\//, '');
  const visit = (node: ts.Node, about: string): void => {
    if (isBody(node)) return;
    const text = textOf(node);
    const cites = text === undefined ? [] : [...new Set(citationsIn(text))];
    if (text !== undefined && cites.length > 0) {
      found.push({ file: path, text: `${about}${claimOf(text)}`, cites });
    }
    const inside = aboutOf(node) ?? about;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(parse(file), '');
  return found;
}

/** `a will: ` for what stands in `describe('a will', …)`. */
function aboutOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !/^describe\b/.test(node.expression.getText()))
    return undefined;
  const [title] = node.arguments;
  const text = title === undefined ? undefined : textOf(title);
  if (text === undefined) return undefined;
  const about = claimOf(text);
  // A title of its table alone is there already.
  return /^(%\w)?$/.test(about) ? '' : `${about}: `;
}

/** Whether a function is what `test` runs. */
function isBody(node: ts.Node): boolean {
  if (!ts.isFunctionLike(node) || !ts.isCallExpression(node.parent)) return false;
  return /^(test|it)\b/.test(node.parent.expression.getText());
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}

/** `v5 [MQTT-4.3.3-10], §4.4, 3.1.1 [MQTT-4.3.3-2] a claim, in version %i` → `a claim` */
function claimOf(title: string): string {
  const version = /(?:\b(?:v4|v5|3\.1\.1)\s*)?/.source;
  const place = /(?:\[MQTT-[\d.]+-\d+\]|§[\d.]+)[,;:]?\s*(?:(?:and|or)\s+(?=\[))?/.source;
  const claim = title.replace(new RegExp(version + place, 'g'), '');
  return claim.replace(/,?\s*\bin version %i\b/, '').trim();
}

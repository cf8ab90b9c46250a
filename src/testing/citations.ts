// Citations of the specifications in comments, titles and tables: how one is written and read.

// The version may stand before a line break within a comment, and before sections: `v5 §4.9 [A]`.
const citation =
  /(?:\b(v4|v5|3\.1\.1)\b['"`:\s*/]*(?:§[\d.]+[,\s]+)*)?\[(MQTT-\d+(?:\.\d+)+-\d+)\]/g;
/** What may stand between citations of one version: `v5 [A] [B], [C] and [D]`. */
const between = /^(?:[ \t]*|,[\s*/]*(?:§[\d.]+[,\s]+)*(?:(?:and|or)\s)?|\s(?:and|or)\s)$/;

/**
 * The statements that a text cites, as `v5 MQTT-4.3.3-10`. A version holds for all that are listed
 * after it; without one, the statement's number alone.
 */
export function citationsIn(text: string): readonly string[] {
  const found: string[] = [];
  let version: string | undefined;
  let end = 0;
  for (const match of text.matchAll(citation)) {
    const [whole, own, statement = ''] = match;
    const isListed = found.length > 0 && between.test(text.slice(end, match.index));
    version = own === 'v4' ? '3.1.1' : (own ?? (isListed ? version : undefined));
    found.push(version === undefined ? statement : `${version} ${statement}`);
    end = match.index + whole.length;
  }
  return found;
}

/** The statement's number, without a version. */
export function statementOf(cited: string): string {
  return cited.slice(cited.lastIndexOf(' ') + 1);
}

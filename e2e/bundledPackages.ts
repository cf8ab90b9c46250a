// Which packages a bundle has something of, by the names of its sources, and which of them its notices
// leave out.

/** @param source as a source map has it @returns undefined: it is ours */
export function packageOf(source: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
}

/** The packages whose name, version and licence, with a text below, are not in the notices. */
export function missingNotices(notices: string, packages: Iterable<string>): readonly string[] {
  return [...packages].filter((name) => {
    const heading = new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\S* \\(.+\\)$`, 'm').exec(notices);
    const [, text = ''] = notices.slice(heading?.index ?? notices.length).split(/^={72}$/m);
    return !/copyright/i.test(text);
  });
}

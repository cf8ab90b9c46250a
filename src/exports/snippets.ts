// An embed as text to paste, for the tools that documentation is written with. Each tool reads a page
// in its own way: what HTML, JSX, YAML and templates make of a text is escaped here.

import { formatHash } from '../element/hash.ts';
import { reservedHeight } from '../element/reservedHeight.ts';
import { SANDBOX } from '../element/sandbox.ts';

/** What is embedded. */
export interface Embedding {
  /** The folder of embed.js, with a slash at its end. */
  readonly base: string;
  /** By the names of a link and of the embed page; `do` as a link has it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the run, as a screen reader says it before the frame does. */
  readonly title: string;
  /** Made from the run: what stands there until the frame does, in print, and without scripts. */
  readonly fallback: {
    /** A picture as a `data:` address; undefined: there is none. */
    readonly image: string | undefined;
    readonly alt: string;
    readonly sentences: readonly string[];
  };
}

interface Piece {
  /** One line: where the text goes. */
  readonly where: string;
  readonly text: string;
}

export interface Snippet {
  readonly tool: string;
  readonly pieces: readonly Piece[];
}

/** CSS px that a frame may be wide. */
const WIDTHS = [288, 320, 400, 480, 650, 720, 1200];

export const SNIPPETS = {
  html: {
    tool: 'HTML',
    format: (embedding: Embedding) => [
      {
        where: 'In the page, where the run is to stand.',
        text: `${scriptTag(embedding)}\n${elementOf(embedding)}`,
      },
    ],
  },
  markdown: {
    tool: 'Markdown',
    format: (embedding: Embedding) => [
      {
        where: 'In the page, between two empty lines; HTML has to be allowed there.',
        text: `${scriptTag(embedding)}\n\n${elementOf(embedding)}`,
      },
    ],
  },
  docusaurus: {
    tool: 'Docusaurus',
    format: (embedding: Embedding) => [
      {
        where: 'In docusaurus.config.js, once.',
        text: `scripts: [{ src: ${JSON.stringify(scriptOf(embedding))}, async: true }],`,
      },
      { where: 'In the page (.mdx).', text: jsxOf(embedding) },
    ],
  },
  vitepress: {
    tool: 'VitePress',
    format: (embedding: Embedding) => [
      {
        where: 'In .vitepress/config, once.',
        text: `head: [['script', { async: '', src: ${JSON.stringify(scriptOf(embedding))} }]],`,
      },
      {
        where: 'In the page (.md). With v-pre Vue leaves it as it is.',
        text: elementOf(embedding, 'v-pre '),
      },
    ],
  },
  mkdocs: {
    tool: 'MkDocs Material',
    format: (embedding: Embedding) => [
      {
        where: 'In mkdocs.yml, once.',
        text: `extra_javascript:\n  - ${JSON.stringify(scriptOf(embedding))}`,
      },
      // Python-Markdown knows no tags but HTML's: inside a div it reads none.
      { where: 'In the page (.md).', text: `<div>\n${elementOf(embedding)}\n</div>` },
    ],
  },
  hugo: {
    tool: 'Hugo',
    format: (embedding: Embedding) => [
      {
        where: 'In layouts/shortcodes/qos-scope.html, once.',
        text: [
          scriptTag(embedding),
          '<qos-scope',
          '{{- range $name, $value := .Params }}',
          '  {{ printf "%s=\\"%s\\"" $name (htmlEscape (htmlUnescape $value)) | safeHTMLAttr }}',
          '{{- end }}>{{ .Inner | safeHTML }}</qos-scope>',
        ].join('\n'),
      },
      { where: 'In the page (.md).', text: shortcodeOf(embedding) },
    ],
  },
  frame: {
    tool: 'a tool without scripts',
    format: (embedding: Embedding) => [
      {
        where: 'In the page: a frame alone, with this height and nothing in its place.',
        text: frameOf(embedding),
      },
    ],
  },
} as const satisfies Readonly<
  Record<string, { tool: string; format: (embedding: Embedding) => readonly Piece[] }>
>;

export type SnippetName = keyof typeof SNIPPETS;

export function formatSnippet(name: SnippetName, embedding: Embedding): Snippet {
  const { tool, format } = SNIPPETS[name];
  return { tool, pieces: format(embedding) };
}

function scriptOf({ base }: Embedding): string {
  return new URL('embed.js', base).href;
}

function scriptTag(embedding: Embedding): string {
  return `<script async src="${escapeText(scriptOf(embedding))}"></script>`;
}

/** Without an empty line, at which Markdown would take over. */
function elementOf(embedding: Embedding, first = ''): string {
  return [
    `<qos-scope ${first}${attributesOf(embedding, escapeText)}>`,
    ...imageOf(embedding).map((attributes) => `<img ${attributes}>`),
    ...sentencesOf(embedding).map((sentence) => `<p>${escapeText(sentence)}</p>`),
    '</qos-scope>',
  ].join('\n');
}

/** Sentences as JavaScript's texts, in which MDX sees no Markdown. */
function jsxOf(embedding: Embedding): string {
  return [
    `<qos-scope ${attributesOf(embedding, escapeText)}>`,
    ...imageOf(embedding).map((attributes) => `  <img ${attributes} />`),
    ...sentencesOf(embedding).map((sentence) => `  <p>{${JSON.stringify(sentence)}}</p>`),
    '</qos-scope>',
  ].join('\n');
}

/** Its own height is nobody's to hear: as much as it needs at any width. */
function frameOf({ base, parameters, title }: Embedding): string {
  const { theme } = parameters;
  const attributes = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  const look = theme === undefined ? '' : `&theme=${theme}`;
  const address = new URL(`embed.html${formatHash(attributes, true)}${look}`, base).href;
  const heights = WIDTHS.map((width) => reservedHeight(width, (name) => parameters[name] ?? null));
  return [
    `<iframe src="${escapeText(address)}"`,
    `  title="${escapeText(`QoScope: ${title}`)}" width="100%" height="${Math.max(...heights)}"`,
    `  style="border: 0" loading="lazy" sandbox="${SANDBOX}"></iframe>`,
  ].join('\n');
}

function shortcodeOf(embedding: Embedding): string {
  const [, ...rest] = elementOf(embedding).split('\n');
  const opening = `{{< qos-scope ${attributesOf(embedding, escapeValue)} >}}`;
  return [opening, ...rest.slice(0, -1), '{{< /qos-scope >}}'].join('\n');
}

function attributesOf({ parameters }: Embedding, quote: (text: string) => string): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}="${quote(value)}"`)
    .join(' ');
}

/** Its attributes, of the one that there is, or none. */
function imageOf({ fallback: { image, alt } }: Embedding): readonly string[] {
  return image === undefined ? [] : [`src="${escapeText(image)}" alt="${escapeText(alt)}"`];
}

function sentencesOf({ fallback }: Embedding): readonly string[] {
  return fallback.sentences.map((sentence) => sentence.replace(/\s+/g, ' ').trim());
}

/** For HTML's text and quoted values, and for JSX's, on one line. */
function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\s/g, ' ');
}

/** For a shortcode's values too: Hugo drops each backslash in them. */
function escapeValue(text: string): string {
  return escapeText(text).replace(/\\/g, '&#92;');
}

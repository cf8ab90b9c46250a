import { describe, expect, test } from 'vitest';
import { type Embedding, formatSnippet, SNIPPETS, type SnippetName } from './snippets.ts';

const EMBEDDING: Embedding = {
  base: 'https://qoscope.example/app/',
  parameters: { preset: 'lost-puback', loss: '0.2', 'pause-at': '1,2' },
  title: 'A lost PUBACK',
  fallback: {
    image: 'data:image/svg+xml,%3Csvg/%3E',
    alt: 'A is sent twice',
    sentences: ['The PUBACK of A is lost.', 'So A is sent again.'],
  },
};
const NAMES = Object.keys(SNIPPETS) as readonly SnippetName[];
/** What makes the element: all but a frame alone. */
const OF_ELEMENT = NAMES.filter((name) => name !== 'frame');
const textOf = (name: SnippetName, embedding = EMBEDDING) =>
  formatSnippet(name, embedding)
    .pieces.map(({ text }) => text)
    .join('\n');

test.each(NAMES)('for %s each piece says in one line where it goes', (name) => {
  for (const { where } of formatSnippet(name, EMBEDDING).pieces) {
    expect(where).toMatch(/^In [^\n]+\.$/);
  }
});

describe.each(OF_ELEMENT)('for %s', (name) => {
  test('it has the script, the parameters, the picture and each sentence', () => {
    const text = textOf(name);
    expect(text).toContain('https://qoscope.example/app/embed.js');
    for (const part of ['preset="lost-puback"', 'loss="0.2"', 'pause-at="1,2"']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('<img src="data:image/svg+xml,%3Csvg/%3E" alt="A is sent twice"');
    for (const sentence of EMBEDDING.fallback.sentences) expect(text).toContain(sentence);
  });

  test('without a picture it has the sentences alone', () => {
    const { fallback } = EMBEDDING;
    const text = textOf(name, { ...EMBEDDING, fallback: { ...fallback, image: undefined } });
    expect(text).not.toContain('<img');
    expect(text).not.toContain(fallback.alt);
    expect(text).toContain(fallback.sentences[0]);
    expect(text).not.toMatch(/\n\s*\n\s*<p>/);
  });

  test('a text stays a text', () => {
    const hostile = '"><script>alert(1)</script>\n\n{{ evil }} *b* & {evil}';
    const text = textOf(name, {
      ...EMBEDDING,
      fallback: { ...EMBEDDING.fallback, alt: hostile, sentences: [hostile] },
    });
    const own = text.replace(/<script async src="[^"]*"><\/script>/g, '');
    // JSX alone keeps the sentence as it is, as JavaScript's text.
    expect(own.replace(/\{"(?:[^"\\]|\\.)*"\}/g, '')).not.toContain('<script');
    expect(text.replace(scriptAndGap, '')).not.toMatch(/\n\s*\n/);
  });
});

/** Markdown's script is a block of its own. */
const scriptAndGap = /<\/script>\n\n/;

test('the whole of it, in HTML', () => {
  expect(textOf('html')).toBe(
    [
      '<script async src="https://qoscope.example/app/embed.js"></script>',
      '<qos-scope preset="lost-puback" loss="0.2" pause-at="1,2">',
      '<img src="data:image/svg+xml,%3Csvg/%3E" alt="A is sent twice">',
      '<p>The PUBACK of A is lost.</p>',
      '<p>So A is sent again.</p>',
      '</qos-scope>',
    ].join('\n'),
  );
});

test('a value that ends an attribute is escaped as its tool reads it', () => {
  const quoted = { ...EMBEDDING, parameters: { do: '1:publish,pub,a,1,"x\\"&y' } };
  expect(textOf('html', quoted)).toContain('do="1:publish,pub,a,1,&quot;x\\&quot;&amp;y"');
  expect(textOf('hugo', quoted)).toContain('do="1:publish,pub,a,1,&quot;x&#92;&quot;&amp;y"');
});

test('Vue and MDX see no expression in a sentence', () => {
  const braces = {
    ...EMBEDDING,
    fallback: { ...EMBEDDING.fallback, sentences: ['{{ a }} {b} *c*'] },
  };
  expect(textOf('vitepress', braces)).toContain('<qos-scope v-pre ');
  expect(textOf('docusaurus', braces)).toContain('<p>{"{{ a }} {b} *c*"}</p>');
});

describe('for a tool without scripts', () => {
  const frameOf = (parameters: Embedding['parameters'], title = EMBEDDING.title) =>
    textOf('frame', { ...EMBEDDING, parameters, title });

  test('it is a frame alone, with the run, a name, a sandbox and the height of the highest', () => {
    expect(frameOf({ preset: 'lost-puback', loss: '0.2', theme: 'dark' })).toBe(
      [
        '<iframe src="https://qoscope.example/app/embed.html#/simulate?preset=lost-puback&amp;loss=0.2&amp;theme=dark"',
        '  title="QoScope: A lost PUBACK" width="100%" height="664"',
        '  style="border: 0" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>',
      ].join('\n'),
    );
  });

  test('it is as high as what it shows', () => {
    const heightOf = (parameters: Embedding['parameters']) =>
      Number(/height="(\d+)"/.exec(frameOf(parameters))?.[1]);
    const whole = heightOf({ preset: 'lost-puback' });
    expect(heightOf({ preset: 'lost-puback', counters: 'true' })).toBeGreaterThan(whole);
    expect(heightOf({ preset: 'lost-puback', controls: 'false' })).toBeLessThan(whole);
  });

  test('a text stays a text', () => {
    const text = frameOf({ do: '1:publish,pub,a,1,"><script>' }, '"><script>');
    expect(text).not.toContain('<script');
    expect(text.match(/"/g)).toHaveLength(14);
  });
});

// SVG as text: elements with their attributes, and what a text may hold.

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** @param content elements as text, or a text that `text` has made */
export function element(name: string, attributes: Attributes, content = ''): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : text(value)}"`);
  const head = `<${name}${given.join('')}`;
  return content === '' ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** A text as XML has it; what XML has no place for becomes U+FFFD. */
export function text(value: string | undefined): string {
  return (value ?? '')
    .replace(NO_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Control characters, halves of surrogate pairs, and what turns the direction of the text after it. */
const NO_XML = /[^\t\n\r\P{Control}]|\p{Surrogate}|[\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu;

/** To a hundredth of a px. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

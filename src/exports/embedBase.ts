// Where an embed's files lie, as an author types it.

import { failed, ok, type Result } from '../base/result.ts';

/** `https://example.org/qoscope` → with a slash at its end; the page's own name may be there too. */
export function parseEmbedBase(text: string): Result<string> {
  const typed = text.trim();
  const expected = 'an address such as https://example.org/qoscope/';
  const url = /^https?:\/\/[^/]/i.test(typed) && URL.canParse(typed) ? new URL(typed) : undefined;
  if (url === undefined || url.username !== '') {
    return failed([{ field: 'address', value: JSON.stringify(typed), expected }]);
  }
  const folder = url.pathname.replace(/(?:index\.html|embed\.html|embed\.js)$/, '');
  return ok(`${url.origin}${folder.replace(/\/?$/, '/')}`);
}

/** Whether nobody but this machine has what lies there. */
export function isOwnMachine(base: string): boolean {
  const { hostname, protocol } = new URL(base);
  return (
    protocol === 'file:' || /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
  );
}

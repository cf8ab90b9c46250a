// Which theme the host's page has: what documentation tools write on `html` or `body`, else the
// `color-scheme` that the element has there, or the page.
import type { Theme } from './messages.ts';

const ATTRIBUTES = ['data-theme', 'data-bs-theme', 'data-md-color-scheme'];

export const SYSTEM_IS_DARK = '(prefers-color-scheme: dark)';

export function hostTheme(element: Element): Theme {
  for (const place of [document.documentElement, document.body]) {
    for (const attribute of ATTRIBUTES) {
      const said = place.getAttribute(attribute) ?? '';
      if (/dark|slate/.test(said)) return 'dark';
      if (/light|default/.test(said)) return 'light';
    }
    for (const theme of ['dark', 'light'] as const) {
      if (place.classList.contains(theme)) return theme;
    }
  }
  const { colorScheme: own } = getComputedStyle(element);
  // What the page says as a whole, a style does not inherit.
  const said = document.querySelector<HTMLMetaElement>('meta[name=color-scheme]');
  const colorScheme = own === 'normal' ? (said?.content ?? '') : own;
  if (!colorScheme.includes('dark')) return 'light';
  const both = colorScheme.includes('light');
  return !both || matchMedia(SYSTEM_IS_DARK).matches ? 'dark' : 'light';
}

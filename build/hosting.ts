// How the page is to be served: its Content-Security-Policy, which stands in the page itself, and the
// headers that a static host adds. They are built as dist/_headers, which Netlify and Cloudflare Pages
// read; HOSTING.md has them for others.

import type { Plugin } from 'vite';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

interface Rule {
  /** Relative to where the page lies; `*` is anything. */
  readonly path: string;
  readonly headers: readonly string[];
}

/** Only as a header can a page say who may put it into a frame. */
const PAGE = [
  `Content-Security-Policy: ${POLICY}; frame-ancestors 'self'`,
  'Cache-Control: no-cache',
];

/** What is not named is served with the first rule's alone. */
const RULES: readonly Rule[] = [
  {
    path: '/*',
    headers: [
      'X-Content-Type-Options: nosniff',
      'Referrer-Policy: strict-origin-when-cross-origin',
      'Permissions-Policy: camera=(), geolocation=(), microphone=()',
      // The embed pages and their scripts are for everybody’s pages.
      'Cross-Origin-Resource-Policy: cross-origin',
    ],
  },
  { path: '/', headers: PAGE },
  { path: '/index.html', headers: PAGE },
  { path: '/sw.js', headers: ['Cache-Control: no-cache'] },
  // Their names change with what is in them.
  { path: '/assets/*', headers: ['Cache-Control: public, max-age=31536000, immutable'] },
];

/** Puts the policy into each page, and the headers beside them. */
export function hosting(): Plugin {
  return {
    name: 'hosting',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: formatRules() });
    },
  };
}

function formatRules(): string {
  return RULES.map(({ path, headers }) => `${[path, ...headers].join('\n  ')}\n`).join('\n');
}

// embed.js: makes <qos-scope> known to the page, once, however often it is loaded. As part of the package
// it may be imported where pages are rendered on a server: there it does nothing.
import { ScopeElement } from './scopeElement.ts';

const known = globalThis.customElements;
if (known && !known.get('qos-scope')) known.define('qos-scope', ScopeElement);

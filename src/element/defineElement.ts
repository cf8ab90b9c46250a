// embed.js: makes <qos-scope> known to the page, once, however often it is loaded.
import { ScopeElement } from './scopeElement.ts';

if (customElements.get('qos-scope') === undefined) customElements.define('qos-scope', ScopeElement);

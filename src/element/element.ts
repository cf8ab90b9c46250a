// The package's door to the element: makes <qos-scope> known to the page, and gives its class.
import './defineElement.ts';

export type { ScopeEventMap } from './elementBase.ts';
export type { Happening } from './messages.ts';
export { ScopeElement } from './scopeElement.ts';

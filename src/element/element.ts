// The package's door to the element: makes <qos-scope> known to the page, and gives its class.
import './defineElement.ts';

export { ScopeElement } from './scopeElement.ts';

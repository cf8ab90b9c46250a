// What the element's class is made from: an element whose events have types.
import type { Happening } from './messages.ts';

/** What the element tells, by the names of its events. They do not bubble. */
export interface ScopeEventMap extends HTMLElementEventMap {
  /** Its run is there; again when another one is. Seconds of virtual time, absent without an end. */
  ready: CustomEvent<{ readonly title: string; readonly duration?: number }>;
  delivered: CustomEvent<Happening>;
  /** A second copy, or a later one. */
  duplicate: CustomEvent<Happening>;
  lost: CustomEvent<Happening & { readonly cause: string }>;
  ended: CustomEvent<{ readonly at: number }>;
}

type Listener<K extends keyof ScopeEventMap> = (event: ScopeEventMap[K]) => unknown;

interface TellingElement extends HTMLElement {
  addEventListener<K extends keyof ScopeEventMap>(
    kind: K,
    listener: Listener<K>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    kind: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ScopeEventMap>(
    kind: K,
    listener: Listener<K>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    kind: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** On a server there is no such class, and nobody makes an element. */
export const ElementBase = (globalThis.HTMLElement ?? Object) as new () => TellingElement;

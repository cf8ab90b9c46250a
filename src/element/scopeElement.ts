// <qos-scope>: what an author's script sees of it. All else is the frame's (embedded.ts).
import { ElementBase } from './elementBase.ts';
import { createEmbedded } from './embedded.ts';
import { isRunParameter } from './hash.ts';
import type { Level } from './messages.ts';

/** The folder that this script was loaded from. */
const script = globalThis.document?.currentScript;
const home = script && 'src' in script ? new URL('.', script.src).href : '.';

export class ScopeElement extends ElementBase {
  readonly #embedded = createEmbedded(this, home);

  connectedCallback(): void {
    this.#embedded.connect();
    // Set before this script was there.
    if (!Object.hasOwn(this, 'parameters')) return;
    const given = this.parameters;
    Reflect.deleteProperty(this, 'parameters');
    this.parameters = given;
  }

  disconnectedCallback(): void {
    this.#embedded.disconnect();
  }

  /** Moved as it is, without being taken out. */
  connectedMoveCallback(): void {}

  /** What runs, by the names of a link: `{ preset: 'lost-puback', loss: '0.2' }`. The attributes. */
  get parameters(): Readonly<Record<string, string>> {
    const named = [...this.attributes].filter(({ name }) => isRunParameter(name));
    return Object.fromEntries(named.map(({ name, value }) => [name, value]));
  }

  /** Those that are not named go; how the frame looks stays. */
  set parameters(given: Readonly<Record<string, string | number | boolean | undefined>>) {
    for (const name of Object.keys(this.parameters)) {
      if (given[name] === undefined) this.removeAttribute(name);
    }
    for (const [name, value] of Object.entries(given)) {
      if (isRunParameter(name) && value !== undefined) this.setAttribute(name, String(value));
    }
  }

  get ready(): boolean {
    return this.#embedded.known().ready;
  }

  get playing(): boolean {
    return this.#embedded.known().playing;
  }

  /** Seconds of virtual time. */
  get time(): number {
    return this.#embedded.known().time;
  }

  /** Seconds of virtual time; undefined until it is known, and in a run without an end. */
  get duration(): number | undefined {
    return this.#embedded.known().duration;
  }

  play(): void {
    this.#embedded.tell({ kind: 'play' });
  }

  pause(): void {
    this.#embedded.tell({ kind: 'pause' });
  }

  /** @param sec an instant of virtual time */
  seek(sec: number): void {
    this.#embedded.tell({ kind: 'seek', sec });
  }

  /** One more message, now; without `qos` at the level that the run publishes at. */
  publish({ qos }: { readonly qos?: Level } = {}): void {
    this.#embedded.tell(qos === undefined ? { kind: 'publish' } : { kind: 'publish', qos });
  }

  /** Back to the beginning, without what was done by hand. */
  reset(): void {
    this.#embedded.tell({ kind: 'reset' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'qos-scope': ScopeElement;
  }
}

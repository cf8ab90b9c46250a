// The trace as lines of JSON, one event a line, and the hash that names a trace.

import { mix } from '../base/random.ts';
import type { TraceEvent } from './event.ts';

/** One event as one line, without its line break. A packet's or entry's facts stand flat in it. */
export function formatEvent(event: TraceEvent): string {
  if ('packet' in event) {
    const { at, kind, packet, ...rest } = event;
    const { contents: _, ...facts } = packet;
    return JSON.stringify({ at, kind, ...facts, ...rest });
  }
  if ('entry' in event) {
    const { at, kind, entry, ...rest } = event;
    return JSON.stringify({ at, kind, ...rest, ...entry });
  }
  const { at, kind, ...rest } = event;
  if ('command' in rest) {
    return JSON.stringify({ at, kind, ...rest, command: inOrder(rest.command) });
  }
  if ('settings' in rest) {
    return JSON.stringify({ at, kind, ...rest, settings: inOrder(rest.settings) });
  }
  if (kind === 'pattern-started') return JSON.stringify({ at, kind, ...Object(inOrder(rest)) });
  return JSON.stringify({ at, kind, ...rest });
}

/** With the fields of all objects in the order of their names: a command may come from a link. */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, inOrder(field)] as const);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names a trace by its bytes: equal traces have equal hashes, whoever made them. */
export class TraceHash {
  private a: number;
  private b: number;

  /** @param start where to go on from: it is not changed */
  constructor(start?: TraceHash) {
    this.a = start?.a ?? 0x51ed270b;
    this.b = start?.b ?? 0x2f8c1d3a;
  }

  add(event: TraceEvent): void {
    const line = formatEvent(event);
    for (let i = 0; i < line.length; i++) {
      const unit = line.charCodeAt(i);
      this.a = Math.imul(this.a ^ unit, 0x01000193);
      this.b = Math.imul(this.b ^ unit, 0x5bd1e995) ^ (this.b >>> 15);
    }
    this.a = mix(this.a, 10);
    this.b = mix(this.b, 10);
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return hex(this.a) + hex(this.b);
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

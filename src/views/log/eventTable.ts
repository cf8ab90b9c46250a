// What each event is about as numbers, so that another filter over hundreds of thousands of events is
// a matter of milliseconds. Grows as the trace grows, and starts again where another takes its place.

import type { PacketType, TraceEvent } from '../../trace/event.ts';
import type { TraceIndex } from '../../trace/traceIndex.ts';
import {
  EVENT_GROUPS,
  type EventFilter,
  groupOf,
  levelOf,
  messageOf,
  nodesOf,
  packetOf,
} from './eventFacts.ts';

/** Numbers names as they come. 0 is for none. */
class Numbers<K> {
  readonly #numbers = new Map<K, number>();

  of(name: K | undefined): number {
    if (name === undefined) return 0;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#numbers.size + 1);
    return this.#numbers.size;
  }
}

const FIRST_SIZE = 4096;

interface Columns {
  readonly group: Uint8Array;
  readonly type: Uint8Array;
  /** One more than the level. */
  readonly level: Uint8Array;
  readonly message: Int32Array;
  /** It happens here, or on the way from here */
  readonly node: Uint16Array;
  /** to there. */
  readonly other: Uint16Array;
}

export class EventTable {
  readonly #types = new Numbers<PacketType>();
  readonly #messages = new Numbers<string>();
  readonly #nodes = new Numbers<string>();
  #columns = createColumns(FIRST_SIZE);
  #events: readonly TraceEvent[] | undefined;
  #count = 0;

  /** Takes in what the index has got since. */
  grow(index: TraceIndex): void {
    const { events } = index;
    if (events !== this.#events) this.#count = 0;
    this.#events = events;
    if (events.length > this.#columns.group.length) {
      this.#columns = enlarge(this.#columns, events.length * 2);
    }
    for (; this.#count < events.length; this.#count++) {
      this.#note(this.#count, events[this.#count] as TraceEvent, index);
    }
  }

  #note(place: number, event: TraceEvent, index: TraceIndex): void {
    const { group, type, level, message, node, other } = this.#columns;
    const [first, second] = nodesOf(event);
    group[place] = EVENT_GROUPS.indexOf(groupOf(event.kind));
    type[place] = this.#types.of(packetOf(event)?.type);
    level[place] = 1 + (levelOf(event, index) ?? -1);
    message[place] = this.#messages.of(messageOf(event, index));
    node[place] = this.#nodes.of(first);
    other[place] = this.#nodes.of(second);
  }

  /** @returns whether the event at a place, up to which the table has grown, gets through */
  wants(filter: EventFilter): (event: TraceEvent, place: number) => boolean {
    const group = filter.group === undefined ? -1 : EVENT_GROUPS.indexOf(filter.group);
    const level = 1 + (filter.level ?? -1);
    const type = this.#types.of(filter.type);
    const message = this.#messages.of(filter.message);
    const node = this.#nodes.of(filter.node);
    return (_, place) => {
      const columns = this.#columns;
      if (group >= 0 && columns.group[place] !== group) return false;
      if (type > 0 && columns.type[place] !== type) return false;
      if (level > 0 && columns.level[place] !== level) return false;
      if (message > 0 && columns.message[place] !== message) return false;
      return node === 0 || columns.node[place] === node || columns.other[place] === node;
    };
  }
}

function createColumns(size: number): Columns {
  return {
    group: new Uint8Array(size),
    type: new Uint8Array(size),
    level: new Uint8Array(size),
    message: new Int32Array(size),
    node: new Uint16Array(size),
    other: new Uint16Array(size),
  };
}

function enlarge(columns: Columns, size: number): Columns {
  const larger = createColumns(size);
  larger.group.set(columns.group);
  larger.type.set(columns.type);
  larger.level.set(columns.level);
  larger.message.set(columns.message);
  larger.node.set(columns.node);
  larger.other.set(columns.other);
  return larger;
}

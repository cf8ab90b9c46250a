// Subscriptions by Topic Filter, one level a branch, so that those that match a Topic Name are found
// without looking at the others.

import type { TopicFilter, TopicName } from '../packets/packet.ts';

interface Branch<T> {
  /** What is subscribed with the filter that ends here, by its holder. */
  readonly values: Map<string, T>;
  readonly children: Map<string, Branch<T>>;
}

/** Deeper filters are refused, so that one long filter cannot cost much memory. */
export const FILTER_LEVELS_MAX = 200;

export class SubscriptionTree<T> {
  private readonly root: Branch<T> = { values: new Map(), children: new Map() };

  /** @param holder whose it is: one holder has one value at a filter */
  set(filter: TopicFilter, holder: string, value: T): void {
    let branch = this.root;
    for (const level of filter.split('/')) {
      let child = branch.children.get(level);
      if (child === undefined) {
        child = { values: new Map(), children: new Map() };
        branch.children.set(level, child);
      }
      branch = child;
    }
    branch.values.set(holder, value);
  }

  delete(filter: TopicFilter, holder: string): void {
    const levels = filter.split('/');
    const path = [this.root];
    for (const level of levels) {
      const child = path.at(-1)?.children.get(level);
      if (child === undefined) return;
      path.push(child);
    }
    path.at(-1)?.values.delete(holder);
    for (let i = levels.length; i > 0; i--) {
      const branch = path[i] as Branch<T>;
      if (branch.values.size > 0 || branch.children.size > 0) return;
      path[i - 1]?.children.delete(levels[i - 1] as string);
    }
  }

  /**
   * @returns what is subscribed with filters that match: at each level the name itself before `+`
   * before `#`, holders in the order in which they came
   */
  match(topic: TopicName): readonly T[] {
    const found: T[] = [];
    collect(this.root, topic.split('/'), 0, topic.startsWith('$'), found);
    return found;
  }
}

/**
 * v5 [MQTT-4.7.2-1], 3.1.1 [MQTT-4.7.2-1]: no wildcard stands for a first level that begins with $.
 * v5 [MQTT-4.7.3-4], 3.1.1 [MQTT-4.7.3-4]: levels are compared as they are.
 */
function collect<T>(
  branch: Branch<T>,
  levels: readonly string[],
  depth: number,
  isReserved: boolean,
  found: T[],
): void {
  const level = levels[depth];
  if (level === undefined) {
    for (const value of branch.values.values()) found.push(value);
  } else {
    const named = branch.children.get(level);
    // A level of a Topic Name is no wildcard, whatever it is called.
    if (named !== undefined) collect(named, levels, depth + 1, isReserved, found);
  }
  if (isReserved && depth === 0) return;
  const any = level === undefined ? undefined : branch.children.get('+');
  if (any !== undefined) collect(any, levels, depth + 1, isReserved, found);
  const rest = branch.children.get('#');
  if (rest !== undefined) for (const value of rest.values.values()) found.push(value);
}

// Topic Filters against Topic Names (v5 §4.7, 3.1.1 §4.7).

import type { TopicFilter, TopicName } from '../packets/packet.ts';

/**
 * `+` matches one level, `#` this level's parent and all below; neither matches a leading `$`. Looks
 * no further than the first difference, and makes nothing: a broker asks this very often.
 */
export function matchesTopic(filter: TopicFilter, topic: TopicName): boolean {
  const wild = filter.startsWith('+') || filter.startsWith('#');
  if (wild && topic.startsWith('$')) return false;
  let at = 0;
  for (let i = 0; i < filter.length; i++) {
    const unit = filter[i];
    if (unit === '#') return true;
    if (unit === '+') {
      while (at < topic.length && topic[at] !== '/') at++;
    } else if (at < topic.length && unit === topic[at]) {
      at++;
    } else {
      return at === topic.length && filter.slice(i) === '/#';
    }
  }
  return at === topic.length;
}

/**
 * v5 [MQTT-4.7.0-1], [MQTT-4.7.3-1], [MQTT-4.7.3-2], 3.1.1 [MQTT-4.7.1-1], [MQTT-4.7.3-1],
 * [MQTT-4.7.3-2]: not empty, no wildcard, no U+0000. The length is left to the packet's check.
 */
export function isTopicName(text: string): boolean {
  return text.length > 0 && !/[+#\0]/.test(text);
}

/** Wildcards stand alone in their level, and `#` only in the last. */
export function isTopicFilter(text: string): boolean {
  if (text.length === 0 || text.includes('\0')) return false;
  const levels = text.split('/');
  return levels.every((level, i) => {
    if (level === '#') return i === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
}

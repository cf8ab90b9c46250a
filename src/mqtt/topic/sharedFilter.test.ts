import { expect, test } from 'vitest';
import { parseSharedFilter } from './sharedFilter.ts';

test.each([
  ['$share/g/t', 'g', 't'],
  ['$share/g/a/+/b/#', 'g', 'a/+/b/#'],
  ['$share/g//finance', 'g', '/finance'],
  ['$share/group one/$SYS/#', 'group one', '$SYS/#'],
  ['$share/g/$share/h/t', 'g', '$share/h/t'],
])(
  'v5 [MQTT-4.8.2-1] [MQTT-4.8.2-2] %s is shared: its ShareName is %s, its Topic Filter %s',
  (filter, name, rest) => {
    expect(parseSharedFilter(filter)).toEqual({ name, filter: rest });
  },
);

test.each([
  't',
  '$share',
  '$share/',
  '$share/g',
  '$share/g/',
  '$share//t',
  '$shared/g/t',
  'a/$share/g/t',
])('v5 [MQTT-4.8.2-1] [MQTT-4.8.2-2] %s is no shared filter', (filter) => {
  expect(parseSharedFilter(filter)).toBeUndefined();
});

test.each(['$share/g+/t', '$share/#/t', '$share/+/t'])(
  'v5 [MQTT-4.8.2-2] %s has a wildcard in its ShareName, and is none either',
  (filter) => {
    expect(parseSharedFilter(filter)).toBeUndefined();
  },
);

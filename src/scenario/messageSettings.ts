// The named settings of what is published and subscribed to.

import { changeClients, commonOf, hasSubscriber, isSubscriber } from './changes.ts';
import { LIMITS, qosSchema } from './limits.ts';
import { changePatterns, publishAllAt, publishedLevelsOf } from './patternChanges.ts';
import { patternsOf } from './patterns.ts';
import { type Need, orUnlimited, setting, UNLIMITED } from './setting.ts';

const aPattern: Need = {
  what: 'has a publishing pattern',
  isIn: (scenario) => patternsOf(scenario).length > 0,
};

export const MESSAGE_SETTINGS = {
  qos: setting({
    values: '0|1|2',
    says: 'QoS of every message that the scenario publishes',
    schema: qosSchema,
    needs: { what: 'publishes something', isIn: (s) => publishedLevelsOf(s).length > 0 },
    read: (s) => commonOf(publishedLevelsOf(s)),
    set: publishAllAt,
  }),
  'sub-qos': setting({
    values: '0|1|2',
    says: 'QoS of every subscription: the most that it asks for',
    schema: qosSchema,
    needs: { what: 'has a subscriber', isIn: hasSubscriber },
    read: (s) =>
      commonOf(s.clients.flatMap((client) => client.subscriptions.map(({ qos }) => qos))),
    set: (s, qos) =>
      changeClients(s, isSubscriber, (client) => ({
        ...client,
        subscriptions: client.subscriptions.map((each) => ({ ...each, qos })),
      })),
  }),
  messages: setting<number | typeof UNLIMITED>({
    values: 'N|unlimited',
    says: 'messages of each publishing pattern',
    schema: orUnlimited(LIMITS.count, 10_000_000),
    needs: aPattern,
    read: (s) => commonOf(patternsOf(s).map(({ count }) => count ?? UNLIMITED)),
    set: (s, value) =>
      changePatterns(s, ({ count: _, ...pattern }) =>
        value === UNLIMITED ? pattern : { ...pattern, count: value },
      ),
  }),
  rate: setting({
    values: 'PER_S',
    says: 'messages a second of each publishing pattern',
    schema: LIMITS.ratePerSec,
    needs: aPattern,
    read: (s) => commonOf(patternsOf(s).map(({ ratePerSec }) => ratePerSec)),
    set: (s, ratePerSec) => changePatterns(s, (pattern) => ({ ...pattern, ratePerSec })),
  }),
} as const;

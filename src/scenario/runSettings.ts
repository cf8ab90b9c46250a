// The named settings of the run as a whole.

import { LIMITS, versionSchema } from './limits.ts';
import { setting } from './setting.ts';

export const RUN_SETTINGS = {
  version: setting({
    values: '4|5',
    says: 'protocol: 4 is MQTT 3.1.1, 5 is MQTT 5.0',
    schema: versionSchema,
    read: (s) => s.protocolVersion,
    set: (s, protocolVersion) => ({ ...s, protocolVersion }),
  }),
  seed: setting({
    values: 'N',
    says: 'names the luck of the run',
    schema: LIMITS.seed,
    read: (s) => s.seed,
    set: (s, seed) => ({ ...s, seed }),
  }),
} as const;

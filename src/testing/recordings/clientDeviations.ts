// What recorded clients do that ours does not, and which statement ours follows instead.
import { type DeviationGroup, deviationsOf } from './deviations.ts';

const DUP_0: Omit<DeviationGroup, 'who' | 'files'> = {
  kind: 'deviates',
  why: 'a PUBLISH is sent again with DUP 0',
  ours: ' DUP',
};

export const CLIENT_DEVIATIONS = deviationsOf(
  ([4, 5] as const).map((version): DeviationGroup => {
    const statement = version === 4 ? '3.1.1 [MQTT-3.3.1-1]' : 'v5 [MQTT-3.3.1-1]';
    return {
      ...DUP_0,
      who: [`mqttjs-v${version}-session`, `mqttjs-v${version}-clean`],
      files: {
        'pub-q1-publish-lost': [statement, 2],
        'pub-q1-three-inflight': [statement, 2],
        'pub-q2-three-inflight-third-pubrec-lost': [statement, 2],
      },
    };
  }),
);

// What a variant is called: its settings in a few words each, `QoS 1 + ignore repeats`.

import type { SettingName } from './settings.ts';

type Words = (text: string) => string;

const LEVEL: Words = (text) => `QoS ${text}`;

/** Others are said by their name and value. */
const WORDS: { readonly [K in SettingName]?: Words } = {
  qos: LEVEL,
  'sub-qos': (text) => `subscribed at QoS ${text}`,
  'granted-qos': (text) => `granted QoS ${text}`,
  network: (text) => (text === 'tcp' ? 'TCP' : 'lossy packets'),
  loss: (text) => `loss ${percent(text)}`,
  'latency-ms': (text) => `latency ${text} ms`,
  'resend-ms': (text) => `re-send after ${text} ms`,
  'qos2-forward': (text) => `forwards on ${text.toUpperCase()}`,
  'qos2-handover': (text) => `hands over on ${text.toUpperCase()}`,
  'ignore-repeats': (text) => (text === 'true' ? 'ignore repeats' : 'heed repeats'),
  inflight: (text) => `window ${text}`,
  queue: (text) => `queue ${text}`,
  store: (text) => `${text} store`,
  version: (text) => (text === '4' ? 'MQTT 3.1.1' : 'MQTT 5.0'),
};

export function labelOf(settings: ReadonlyMap<SettingName, string>): string {
  if (settings.size === 0) return 'as it is';
  return [...settings].map(([name, text]) => describeSetting(name, text)).join(' + ');
}

function describeSetting(name: SettingName, text: string): string {
  const words = WORDS[name];
  return words === undefined ? `${name.replaceAll('-', ' ')} ${text}` : words(text);
}

function percent(share: string): string {
  return `${Math.round(Number(share) * 1e6) / 1e4} %`;
}

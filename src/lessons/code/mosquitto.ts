// The setting on the screen with Mosquitto's command-line clients.

import type { CodeSettings, End } from './codeSettings.ts';
import { type Library, lines, receiveMaximumOf, type Snippet, shellWord } from './snippet.ts';

export const mosquitto: Library = {
  title: 'mosquitto_pub and mosquitto_sub',
  language: 'shell',
  version: '2.0',
  format,
};

/** They refuse less, and 0, which switches it off elsewhere. */
export const KEEP_ALIVE_MIN = 5;

function format(settings: CodeSettings): Snippet {
  const { publisher, subscriber, topic, version, expirySec, ignoreRepeats } = settings;
  const expiry =
    version === 5 && expirySec !== undefined
      ? ` -D publish message-expiry-interval ${expirySec}`
      : '';
  const message = ignoreRepeats
    ? `"{\\"id\\":\\"$(cat /proc/sys/kernel/random/uuid)\\",\\"text\\":\\"hello\\"}"`
    : `'{"text":"hello"}'`;
  return {
    publisher: lines(
      `mosquitto_pub ${connectOf(settings, publisher)} \\`,
      `  -t ${shellWord(topic)} -q ${publisher.qos}${expiry} -m ${message}`,
    ),
    subscriber: lines(
      ignoreRepeats && '# A file of your own keeps them over a restart.',
      ignoreRepeats && 'seen=$(mktemp)',
      `mosquitto_sub ${connectOf(settings, subscriber)} \\`,
      `  -t ${shellWord(subscriber.filter)} -q ${subscriber.qos}${ignoreRepeats ? ' | while read -r message; do' : ''}`,
      ignoreRepeats && '  grep -qxF -- "$message" "$seen" && continue',
      ignoreRepeats && '  echo "$message" | tee -a "$seen"',
      ignoreRepeats && 'done',
    ),
  };
}

function connectOf({ version, host, port }: CodeSettings, end: End): string {
  const { clientId, cleanStart, sessionExpirySec, keepAliveSec } = end;
  const receiveMaximum = receiveMaximumOf(end);
  return [
    `-h ${shellWord(host)} -p ${port} -V ${version === 5 ? 'mqttv5' : 'mqttv311'}`,
    `-i ${shellWord(clientId)}`,
    cleanStart ? '' : '-c',
    version === 5 && sessionExpirySec > 0 ? `-x ${sessionExpirySec}` : '',
    keepAliveSec < KEEP_ALIVE_MIN ? '' : `-k ${keepAliveSec}`,
    version === 5 && receiveMaximum !== undefined
      ? `-D connect receive-maximum ${receiveMaximum}`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

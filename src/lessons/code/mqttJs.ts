// The setting on the screen with MQTT.js.

import type { CodeSettings, End } from './codeSettings.ts';
import { type Library, lines, quote, receiveMaximumOf, type Snippet } from './snippet.ts';

export const mqttJs: Library = {
  title: 'MQTT.js',
  language: 'javascript',
  version: '5.16',
  format,
};

function format(settings: CodeSettings): Snippet {
  const { publisher, subscriber, topic, version, expirySec, ignoreRepeats } = settings;
  const withExpiry = version === 5 && expirySec !== undefined;
  return {
    publisher: lines(
      ignoreRepeats && 'import { randomUUID } from "node:crypto";',
      'import mqtt from "mqtt";',
      '',
      connectOf(settings, publisher),
      `const message = JSON.stringify({ ${ignoreRepeats ? 'id: randomUUID(), ' : ''}text: "hello" });`,
      publisher.qos === 0
        ? '// QoS 0: resolves when it was handed to the network.'
        : `// Resolves with the ${publisher.qos === 1 ? 'PUBACK' : 'PUBCOMP'}: the broker has it.`,
      `await client.publishAsync(${quote(topic)}, message, {`,
      `  qos: ${publisher.qos},`,
      withExpiry && `  properties: { messageExpiryInterval: ${expirySec} },`,
      '});',
      'await client.endAsync();',
    ),
    subscriber: lines(
      'import mqtt from "mqtt";',
      '',
      connectOf(settings, subscriber),
      ignoreRepeats && '// Keep it on disk where a repeat after a restart would do harm.',
      ignoreRepeats && 'const seen = new Set();',
      subscriber.acknowledgesLast
        ? '// Acknowledged when done() is called: a crash before that brings the message again.'
        : '// Acknowledged before the listener is called: a crash in the listener loses the message.',
      ...(subscriber.acknowledgesLast
        ? [
            'client.handleMessage = (packet, done) => {',
            ...act(ignoreRepeats, 'packet.payload', 'done()'),
            '  done();',
            '};',
          ]
        : [
            'client.on("message", (topic, payload) => {',
            ...act(ignoreRepeats, 'payload', ''),
            '});',
          ]),
      `await client.subscribeAsync(${quote(subscriber.filter)}, { qos: ${subscriber.qos} });`,
    ),
  };
}

function act(ignoreRepeats: boolean, payload: string, done: string): readonly string[] {
  const back = done === '' ? 'return;' : `return ${done};`;
  return [
    `  const message = JSON.parse(${payload}.toString());`,
    ...(ignoreRepeats ? [`  if (seen.has(message.id)) ${back}`, '  seen.add(message.id);'] : []),
    '  console.log(message.text);',
  ];
}

function connectOf({ host, port, version }: CodeSettings, end: End): string {
  const { clientId, cleanStart, sessionExpirySec, keepAliveSec } = end;
  const receiveMaximum = receiveMaximumOf(end);
  const properties = [
    sessionExpirySec > 0 && `sessionExpiryInterval: ${sessionExpirySec}`,
    receiveMaximum !== undefined && `receiveMaximum: ${receiveMaximum}`,
  ].filter((part) => part !== false);
  return lines(
    `const client = await mqtt.connectAsync(${quote(`mqtt://${host}:${port}`)}, {`,
    `  protocolVersion: ${version},`,
    `  clientId: ${quote(clientId)},`,
    `  clean: ${cleanStart},`,
    `  keepalive: ${keepAliveSec},`,
    version === 5 && properties.length > 0 && `  properties: { ${properties.join(', ')} },`,
    '});',
  ).trimEnd();
}

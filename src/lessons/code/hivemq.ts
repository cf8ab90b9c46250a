// The setting on the screen with the HiveMQ MQTT Client for Java.

import type { CodeSettings, End } from './codeSettings.ts';
import {
  type Library,
  lines,
  quote,
  receiveMaximumOf,
  type Snippet,
  sendMaximumOf,
} from './snippet.ts';

export const hivemq: Library = {
  title: 'HiveMQ MQTT Client',
  language: 'java',
  version: '1.3',
  format,
};

const LEVELS = ['AT_MOST_ONCE', 'AT_LEAST_ONCE', 'EXACTLY_ONCE'] as const;

function format(settings: CodeSettings): Snippet {
  const { publisher, subscriber, topic, version, expirySec, ignoreRepeats } = settings;
  const id = ignoreRepeats ? '\\"id\\":\\"" + UUID.randomUUID() + "\\",' : '';
  return {
    publisher: lines(
      'import com.hivemq.client.mqtt.MqttClient;',
      'import com.hivemq.client.mqtt.datatypes.MqttQos;',
      ignoreRepeats && 'import java.util.UUID;',
      '',
      ...clientOf(settings, publisher, 'Blocking'),
      ...connectOf(settings, publisher, ''),
      publisher.qos === 0
        ? '// QoS 0: returns when it was handed to the network.'
        : `// Returns with the ${publisher.qos === 1 ? 'PUBACK' : 'PUBCOMP'}: the broker has it.`,
      'client.publishWith()',
      `    .topic(${quote(topic)})`,
      `    .qos(MqttQos.${LEVELS[publisher.qos]})`,
      version === 5 && expirySec !== undefined && `    .messageExpiryInterval(${expirySec})`,
      `    .payload(("{${id}\\"text\\":\\"hello\\"}").getBytes())`,
      '    .send();',
      'client.disconnect();',
    ),
    subscriber: lines(
      'import com.hivemq.client.mqtt.MqttClient;',
      'import com.hivemq.client.mqtt.datatypes.MqttQos;',
      ignoreRepeats && 'import java.util.Set;',
      ignoreRepeats && 'import java.util.concurrent.ConcurrentHashMap;',
      '',
      ignoreRepeats && '// Keep it on disk where a repeat after a restart would do harm.',
      ignoreRepeats && 'Set<String> seen = ConcurrentHashMap.newKeySet();',
      ...clientOf(settings, subscriber, 'Async'),
      '// Before connect(): what waits in the session comes as soon as that is answered.',
      `client.publishes(com.hivemq.client.mqtt.MqttGlobalPublishFilter.ALL, publish -> {`,
      '    String said = new String(publish.getPayloadAsBytes());',
      ignoreRepeats && '    // idOf() reads the id that the publisher has put into the message.',
      ignoreRepeats
        ? '    if (seen.add(idOf(said))) System.out.println(said);'
        : '    System.out.println(said);',
      subscriber.acknowledgesLast && '    // A crash before this brings the message again.',
      subscriber.acknowledgesLast && '    publish.acknowledge();',
      subscriber.acknowledgesLast ? '}, true);' : '});',
      ...connectOf(settings, subscriber, '.join()'),
      `client.subscribeWith().topicFilter(${quote(subscriber.filter)})`,
      `    .qos(MqttQos.${LEVELS[subscriber.qos]}).send().join();`,
    ),
  };
}

function clientOf({ version, host, port }: CodeSettings, { clientId }: End, kind: string) {
  const number = version === 5 ? 5 : 3;
  return [
    `var client = MqttClient.builder().useMqttVersion${number}()`,
    `    .identifier(${quote(clientId)}).serverHost(${quote(host)}).serverPort(${port})`,
    '    .automaticReconnectWithDefaultConfig()',
    `    .build${kind}();`,
  ];
}

function connectOf({ version }: CodeSettings, end: End, wait: string): readonly string[] {
  const { cleanStart, sessionExpirySec, keepAliveSec } = end;
  // 3.1.1 has no Receive Maximum; how many it sends itself is the client's own matter.
  const [most, own] = [version === 5 ? receiveMaximumOf(end) : undefined, sendMaximumOf(end)];
  const limits = [
    ...(most === undefined ? [] : [`.receiveMaximum(${most})`]),
    ...(own === undefined ? [] : [`.sendMaximum(${own})`]),
  ];
  const session =
    version === 5
      ? `cleanStart(${cleanStart}).sessionExpiryInterval(${sessionExpirySec})`
      : `cleanSession(${cleanStart})`;
  return [
    `client.connectWith().${session}.keepAlive(${keepAliveSec})`,
    ...(limits.length > 0 ? [`    .restrictions()${limits.join('')}.applyRestrictions()`] : []),
    `    .send()${wait};`,
  ];
}

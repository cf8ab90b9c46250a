// The setting on the screen with Eclipse Paho for Python.

import type { CodeSettings, End } from './codeSettings.ts';
import {
  type Library,
  lines,
  quote,
  receiveMaximumOf,
  type Snippet,
  sendMaximumOf,
} from './snippet.ts';

export const paho: Library = {
  title: 'paho-mqtt',
  language: 'python',
  version: '2.1',
  format,
};

function format(settings: CodeSettings): Snippet {
  const { publisher, subscriber, topic, version, expirySec, ignoreRepeats } = settings;
  const withExpiry = version === 5 && expirySec !== undefined;
  const id = ignoreRepeats ? '"id": str(uuid.uuid4()), ' : '';
  return {
    publisher: lines(
      'import json',
      ignoreRepeats && 'import uuid',
      ...importsOf(settings, publisher, withExpiry),
      '',
      ...connectOf(settings, publisher, ''),
      'client.loop_start()',
      `message = json.dumps({${id}"text": "hello"})`,
      withExpiry && 'about = Properties(PacketTypes.PUBLISH)',
      withExpiry && `about.MessageExpiryInterval = ${expirySec}`,
      `info = client.publish(${quote(topic)}, message, qos=${publisher.qos}${withExpiry ? ', properties=about' : ''})`,
      publisher.qos === 0
        ? '# QoS 0: returns when it was handed to the network.'
        : `# Returns with the ${publisher.qos === 1 ? 'PUBACK' : 'PUBCOMP'}: the broker has it.`,
      'info.wait_for_publish()',
      'client.disconnect()',
      'client.loop_stop()',
    ),
    subscriber: lines(
      'import json',
      ...importsOf(settings, subscriber, false),
      '',
      ignoreRepeats && '# Keep it on disk where a repeat after a restart would do harm.',
      ignoreRepeats && 'seen = set()',
      ignoreRepeats && '',
      'def on_connect(client, userdata, flags, reason_code, properties):',
      `    client.subscribe(${quote(subscriber.filter)}, qos=${subscriber.qos})`,
      '',
      'def on_message(client, userdata, message):',
      '    said = json.loads(message.payload)',
      ignoreRepeats && '    if said["id"] not in seen:',
      ignoreRepeats && '        seen.add(said["id"])',
      ignoreRepeats ? '        print(said["text"])' : '    print(said["text"])',
      subscriber.acknowledgesLast && '    # A crash before this brings the message again.',
      subscriber.acknowledgesLast && '    client.ack(message.mid, message.qos)',
      '',
      ...connectOf(settings, subscriber, subscriber.acknowledgesLast ? ', manual_ack=True' : '', [
        'client.on_connect = on_connect',
        'client.on_message = on_message',
      ]),
      'client.loop_forever()',
    ),
  };
}

/** 5.0 has properties; 3.1.1 none. */
function importsOf({ version }: CodeSettings, end: End, withExpiry: boolean): readonly string[] {
  const needsProperties = version === 5 && (propertiesOf(end).length > 0 || withExpiry);
  return [
    'import paho.mqtt.client as mqtt',
    ...(needsProperties
      ? [
          'from paho.mqtt.packettypes import PacketTypes',
          'from paho.mqtt.properties import Properties',
        ]
      : []),
  ];
}

function propertiesOf(end: End): readonly string[] {
  const { sessionExpirySec } = end;
  const receiveMaximum = receiveMaximumOf(end);
  return [
    ...(sessionExpirySec > 0 ? [`wanted.SessionExpiryInterval = ${sessionExpirySec}`] : []),
    ...(receiveMaximum === undefined ? [] : [`wanted.ReceiveMaximum = ${receiveMaximum}`]),
  ];
}

function connectOf(
  { host, port, version }: CodeSettings,
  end: End,
  options: string,
  callbacks: readonly string[] = [],
): readonly string[] {
  const { clientId, cleanStart, keepAliveSec } = end;
  const sendMaximum = sendMaximumOf(end);
  const start = cleanStart ? 'True' : 'False';
  const properties = version === 5 ? propertiesOf(end) : [];
  const place = `${quote(host)}, ${port}, keepalive=${keepAliveSec}`;
  const api = 'mqtt.CallbackAPIVersion.VERSION2';
  return [
    version === 5
      ? `client = mqtt.Client(${api}, ${quote(clientId)}, protocol=mqtt.MQTTv5${options})`
      : `client = mqtt.Client(${api}, ${quote(clientId)}, clean_session=${start}${options})`,
    ...callbacks,
    ...(sendMaximum === undefined ? [] : [`client.max_inflight_messages_set(${sendMaximum})`]),
    ...(properties.length > 0 ? ['wanted = Properties(PacketTypes.CONNECT)', ...properties] : []),
    version === 5
      ? `client.connect(${place}, clean_start=${start}${properties.length > 0 ? ', properties=wanted' : ''})`
      : `client.connect(${place})`,
  ];
}

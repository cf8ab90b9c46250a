// The setting on the screen with ESP-IDF's ESP-MQTT.

import type { CodeSettings, End } from './codeSettings.ts';
import { type Library, lines, quote, receiveMaximumOf, type Snippet } from './snippet.ts';

export const espIdf: Library = {
  title: 'ESP-IDF (ESP-MQTT)',
  language: 'c',
  version: '5.4',
  format,
};

function format(settings: CodeSettings): Snippet {
  const { publisher, subscriber, topic, version, expirySec, ignoreRepeats } = settings;
  const text = ignoreRepeats
    ? '{\\"id\\":\\"%s\\",\\"text\\":\\"hello\\"}'
    : '{\\"text\\":\\"hello\\"}';
  return {
    publisher: lines(
      '#include "mqtt_client.h"',
      '',
      ...configOf(settings, publisher),
      version === 5 && expirySec !== undefined && propertyOf(expirySec),
      ignoreRepeats && '// next_id() makes an id that no other message has.',
      ignoreRepeats && `char message[96];`,
      ignoreRepeats && `snprintf(message, sizeof message, "${text}", next_id());`,
      !ignoreRepeats && `const char *message = "${text}";`,
      publisher.qos === 0
        ? '// QoS 0: -1 without a connection; nothing tells you that it was lost later.'
        : '// Not when it returns, but with MQTT_EVENT_PUBLISHED of this id the broker has it.',
      `int id = esp_mqtt_client_publish(client, ${quote(topic)}, message, 0, ${publisher.qos}, 0);`,
    ),
    subscriber: lines(
      '#include "mqtt_client.h"',
      '',
      'static void on_event(void *args, esp_event_base_t base, int32_t id, void *data) {',
      '  esp_mqtt_event_handle_t event = data;',
      '  if (event->event_id == MQTT_EVENT_CONNECTED) {',
      `    esp_mqtt_client_subscribe(event->client, ${quote(subscriber.filter)}, ${subscriber.qos});`,
      '  }',
      '  if (event->event_id == MQTT_EVENT_DATA) {',
      ignoreRepeats &&
        '    // was_seen() looks up the id in the message, and keeps it: in NVS where it has to survive.',
      ignoreRepeats && '    if (was_seen(event->data, event->data_len)) return;',
      '    printf("%.*s\\n", event->data_len, event->data);',
      '  }',
      '}',
      '',
      ...configOf(settings, subscriber),
    ),
  };
}

function propertyOf(expirySec: number): string {
  return lines(
    `esp_mqtt5_publish_property_config_t about = { .message_expiry_interval = ${expirySec} };`,
    'esp_mqtt5_client_set_publish_property(client, &about);',
  ).trimEnd();
}

function configOf({ version, host, port }: CodeSettings, end: End): readonly string[] {
  const { clientId, cleanStart, sessionExpirySec, keepAliveSec } = end;
  const receiveMaximum = receiveMaximumOf(end);
  const limits = [
    ...(sessionExpirySec > 0 ? [`.session_expiry_interval = ${sessionExpirySec}`] : []),
    ...(receiveMaximum === undefined ? [] : [`.receive_maximum = ${receiveMaximum}`]),
  ];
  return [
    'esp_mqtt_client_config_t config = {',
    `  .broker.address.uri = ${quote(`mqtt://${host}:${port}`)},`,
    `  .credentials.client_id = ${quote(clientId)},`,
    `  .session.protocol_ver = ${version === 5 ? 'MQTT_PROTOCOL_V_5' : 'MQTT_PROTOCOL_V_3_1_1'},`,
    `  .session.disable_clean_session = ${!cleanStart},`,
    keepAliveSec === 0
      ? '  .session.disable_keepalive = true,'
      : `  .session.keepalive = ${keepAliveSec},`,
    '};',
    'esp_mqtt_client_handle_t client = esp_mqtt_client_init(&config);',
    ...(version === 5 && limits.length > 0
      ? [
          `esp_mqtt5_connection_property_config_t wanted = { ${limits.join(', ')} };`,
          'esp_mqtt5_client_set_connect_property(client, &wanted);',
        ]
      : []),
    ...('filter' in end
      ? ['esp_mqtt_client_register_event(client, ESP_EVENT_ANY_ID, on_event, NULL);']
      : []),
    'esp_mqtt_client_start(client);',
  ];
}

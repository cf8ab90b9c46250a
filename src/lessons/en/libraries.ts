// What surprises in each library's defaults, in English.

import type { LibraryName } from '../code/snippet.ts';

export const surprises: Readonly<Record<LibraryName, readonly string[]>> = {
  mqttjs: [
    'protocolVersion is 4, which is MQTT 3.1.1, unless you ask for 5.',
    'clean is true: a session of its own each time.',
    'Without a connection it queues everything, QoS 0 too (queueQoSZero).',
    'What is unacknowledged is kept in memory, and sent again after each reconnect, also when the broker has kept no session.',
  ],
  paho: [
    'The session is kept in memory: what is unacknowledged when the program ends is gone.',
    'With a clean session it still sends again what is unacknowledged: QoS 2 can come twice. Use clean_session=False (5.0: clean_start=False) where that matters.',
    'At most 20 messages above QoS 0 are under way at a time (max_inflight_messages_set).',
    'In 5.0, clean_start is for the first connection alone unless you say otherwise (MQTT_CLEAN_START_FIRST_ONLY).',
  ],
  hivemq: [
    'cleanStart is true and the session expires at once, unless you say otherwise.',
    'It does not connect again by itself until you ask for it (automaticReconnect).',
    'What waits in the session comes as soon as the connection is there: set the callback before connect().',
  ],
  mosquitto: [
    'The level is 0 unless you give -q, for both programs.',
    '-c keeps the session, and needs an id of yours (-i). With 5.0, -x says for how long.',
    'mosquitto_pub ends when it has its acknowledgement; it does not wait for anybody else.',
  ],
  espidf: [
    'Clean session is on; the option to switch it off is called disable_clean_session.',
    'Keep Alive is 120 s unless you set it.',
    'It sends again after a timeout on the same connection (message_retransmit_timeout), which 5.0 forbids, and throws away what waits in its outbox for too long (CONFIG_MQTT_OUTBOX_EXPIRED_TIMEOUT_MS).',
    'MQTT 5.0 has to be switched on in menuconfig (CONFIG_MQTT_PROTOCOL_5).',
  ],
};

// What surprises in each library's defaults, what has no option, and why repeats are ignored, in English.

import type { Repeats } from '../code/repeats.ts';
import type { LibraryName } from '../code/snippet.ts';
import type { Unsaid } from '../code/unsaid.ts';

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

/** What has no option, and what stands in its place. */
export const unsaid: Readonly<Record<Unsaid, string>> = {
  sessionExpiry: 'How long the session is kept: MQTT 3.1.1 cannot say it, and the broker decides.',
  messageExpiry: 'That the message expires: MQTT 3.1.1 cannot say it.',
  receiveMaximum:
    'The subscriber’s window: MQTT 3.1.1 has no Receive Maximum. It is the broker’s own setting.',
  sendMaximum:
    'The publisher’s window: how many messages it may have unacknowledged. Your program has to wait before it publishes more.',
  acknowledgesLast:
    'Acknowledging after the work: it acknowledges by itself, and a crash in your program loses the message.',
  keepAlive:
    'Keep Alive under 5 s, or none: it is refused, and left out here. The default is 60 s.',
};

/** Why the code has an id in each message and a receiver that acts on each id once. */
export const repeats: Readonly<Record<Repeats | 'none', string>> = {
  level:
    'With QoS 1 on the way it can come twice: each message has an id of its own, and the receiver acts on each id once.',
  network:
    'This network copies packets, or lets them overtake each other, and then even QoS 2 can double (TCP does neither): each message has an id of its own, and the receiver acts on each id once.',
  session:
    'In this run an end loses what it remembers, and then QoS 2 can come twice too: each message has an id of its own, and the receiver acts on each id once.',
  seen: 'In this run a message of this level has come twice: each has an id of its own, and the receiver acts on each id once.',
  wanted:
    'This subscriber ignores repeats: each message has an id of its own, and the receiver acts on each id once.',
  none: 'At this level, and with nothing broken that would make it double, no message comes twice: no ids are needed.',
};

// The myths in English.

import type { MythTexts } from '../texts.ts';

export const myths: Readonly<Record<string, MythTexts>> = {
  'sends-again-after-a-while': {
    saying: 'No PUBACK came, so the client will send it again after a while.',
    happened: {
      unanswered: 'A reached the broker, and its [[PUBACK]] was lost.',
      quiet:
        'For many seconds nothing happened: the publisher kept A and sent nothing. Then its connection was cut.',
      again: 'It sent A again when it was connected again, and not before.',
    },
    statement:
      '3.1.1 asks for what is unacknowledged to be sent again on reconnect; 5.0 forbids it at any other time.',
    practice:
      'Watch the age of what is unacknowledged. Where nothing comes back, end the connection: that is what makes the client send again.',
  },
  'qos-2-is-never-twice': {
    saying: 'QoS 2 can never be delivered twice.',
    happened: {
      once: 'A was delivered; the [[PUBREC]] to the publisher had been lost with its connection.',
      forgotten:
        'The publisher came back with [[Clean Start]], and the broker forgot A’s [[Packet Identifier]].',
      twice: 'A was sent again, and delivered again.',
    },
    statement:
      'Until the [[PUBREL]] comes, the receiver must not hand a repeated PUBLISH on. It knows one by the Packet Identifier, which is part of the session; with the session it is gone.',
    practice:
      'Keep the session on both ends, and let the publisher keep its store on disk. Where an act cannot be undone, give each message an id of its own and check it.',
  },
  'dup-is-a-duplicate': {
    saying: 'DUP is 1, so it is a duplicate: drop it.',
    happened: {
      new: 'A came with [[DUP]] 1, and the application had never had it.',
      repeat: 'B came twice, and neither time with DUP 1.',
    },
    statement:
      'DUP is 1 on an attempt to deliver again. The broker sets it for each PUBLISH that it sends by itself, whatever the incoming one said.',
    practice: 'Do not look at DUP. To know a repeat, put an id into the message.',
  },
  'published-at-2-received-at-2': {
    saying: 'I published at QoS 2, so the subscriber gets it at QoS 2.',
    happened: {
      published: 'A was published at QoS 2.',
      received:
        'To the subscriber it went out at QoS 1, for that is what the subscription asked for.',
      twice: 'A PUBACK was lost, and A was delivered twice.',
    },
    statement:
      'The broker sends at the lower of the published QoS and the one that it granted the subscription.',
    practice:
      'Set the level on both ends, and look at what the answer to it, SUBACK, grants: a broker may grant less.',
  },
  'puback-is-delivery': {
    saying: 'PUBACK means that the subscriber has it.',
    happened: {
      told: 'The publisher had its PUBACK, and no application had A.',
      there: 'The subscriber got A seconds later. The publisher was not told.',
    },
    statement:
      'PUBACK says that the receiver of this PUBLISH, the broker, has taken the message over.',
    practice: 'Where you must know that it was received, let the subscriber publish an answer.',
  },
  'clean-session-off-is-enough': {
    saying: 'Clean session is off, so I get what I missed.',
    happened: {
      waits: 'A waited for the subscriber at the broker.',
      expired:
        'Three seconds after its connection had ended the [[session]] expired, and A with it.',
      back: 'The subscriber came back to a new session.',
    },
    statement:
      'In 5.0 a session outlives the connection only for its [[Session Expiry Interval]], which is 0 unless the client asks for more.',
    practice:
      'It takes all of these: the same client id, a subscription made before, QoS 1 or 2 on both hops, a Session Expiry Interval that is long enough, and room in the queue.',
  },
  'above-0-is-never-dropped': {
    saying: 'Above QoS 0 nothing is ever dropped.',
    happened: {
      told: 'D did not fit into the queue and was thrown away; its publisher had its PUBACK.',
      three: 'The three messages that had found room were delivered.',
    },
    statement:
      'The specification names no size for a queue. A broker may refuse a message with 0x97, Quota exceeded; many take it and drop it.',
    practice:
      'Know your broker’s limit and what it does beyond, watch how full queues are, and let messages expire that nobody needs any more.',
  },
  'qos-1-survives-a-crash': {
    saying: 'It was QoS 1, so it survives a crash of the broker.',
    happened: {
      told: 'The publisher had its PUBACK.',
      crashed: 'The broker crashed, and had its store in memory: A was lost.',
      back: 'The subscriber came back, and nobody had A any more.',
    },
    statement:
      'How a session is stored is left to the software; the specification says that failures of hardware or software can lose it.',
    practice:
      'Switch persistence on, and find out how often the broker saves: what came since the last save is lost, too.',
  },
  'order-is-kept': {
    saying: 'MQTT keeps the order.',
    happened: {
      first: 'The application got A, B and C.',
      again:
        'The connection was cut before the PUBACKs of B and C had arrived. It got B and C again: A, B, C, B, C.',
    },
    statement:
      'What is sent again must be sent in its first order. That does not keep a repeat from coming behind something newer.',
    practice:
      'Where an old value must not overwrite a newer one, put a number or a time into the message; or let one message be in flight at a time.',
  },
  'it-stopped-after-20': {
    saying: 'It stopped after 20 messages. The broker is broken.',
    happened: {
      stopped:
        'Three messages were delivered, then none: the subscriber sent no PUBACK, and three may be unacknowledged here. The others waited.',
      'goes-on':
        'The subscriber was mended, and connected again. The three came once more, now with their PUBACKs, and the rest behind them.',
    },
    statement:
      'A broker may have no more messages unacknowledged than the client’s [[Receive Maximum]] says.',
    practice:
      'Look for a handler that blocks, or that never acknowledges. The number at which it stops is the [[window]].',
  },
  'again-on-each-reconnect': {
    saying: 'I get the same message again on each reconnect: a duplicate.',
    happened: {
      first: 'The message was published once, and delivered.',
      replayed:
        'On the next connection the subscriber subscribed anew, and got it with [[RETAIN]] 1. Nothing was sent again.',
      'and-again': 'And once more on the one after that.',
    },
    statement: 'A new subscription gets the message that is retained for its topic.',
    practice:
      'Look at RETAIN. Keep your session, so that there is no new subscription; in 5.0 a subscription can ask for none of what is retained (Retain Handling).',
  },
  'twice-means-retrying': {
    saying: 'I get every message twice, so QoS 1 is retrying.',
    happened: {
      'two-copies':
        'The subscriber has two subscriptions that match, and this broker sends a copy for each.',
      twice:
        'The message was delivered twice. Nothing was lost, and nothing sent again: DUP was 0 both times.',
    },
    statement: 'Where subscriptions overlap, a broker may send one copy for each of them.',
    practice:
      'Look for a [[topic filter]] that contains another one. In 5.0 a subscription can carry a number, its Subscription Identifier, which comes with each of its messages.',
  },
  'tcp-is-reliable': {
    saying: 'TCP is reliable, so what is QoS for?',
    happened: {
      cut: 'The connection was cut when the broker had A and the publisher did not know it yet.',
      twice: 'It sent A again on its next connection, and A was delivered twice.',
    },
    statement:
      'MQTT asks of its transport that bytes come in order and without loss. What a connection had delivered when it ended is not the transport’s to say: that is what sending again on reconnect is for.',
    practice:
      'Choose the level by what happens when connections end, not by how good the network is.',
  },
  'publish-returned': {
    saying: 'publish() returned, so it has arrived.',
    happened: {
      returned: 'The PUBLISH left, and the publisher kept nothing.',
      lost: 'It was lost on the way. Nobody was told.',
    },
    statement: 'At QoS 0 there is no answer, and nothing is sent again.',
    practice:
      'At QoS 0 success means “handed to the network”. If you must know more, use QoS 1 and wait for its callback.',
  },
  'it-hung': {
    saying: 'It just hung for a minute.',
    happened: {
      silenced: 'From here on nothing got through, and neither end was told.',
      noticed:
        'The broker noticed when it had heard nothing for one and a half times the Keep Alive.',
      late: 'The message came on the next connection, many seconds late.',
    },
    statement:
      'A broker must end a connection on which it has heard nothing for one and a half times its [[Keep Alive]].',
    practice:
      'Choose the Keep Alive by how long you can do without knowing. Without one it is TCP that notices, after many minutes.',
  },
};

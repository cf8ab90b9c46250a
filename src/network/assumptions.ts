// What each network model takes for granted, for the page and for whoever reads its numbers: one
// sentence a line, in plain words. Numbers come from the constants that the models run by.

import { type SimTime, toMs, toSec } from '../base/time.ts';
import { LOST_FROM, LOST_WITHIN } from './lossyLink.ts';
import { TIMEOUT_AT_FIRST, TIMEOUT_MAX, VARIATION_MIN } from './tcp/roundTrip.ts';
import { TCP_HEADER_BYTES } from './tcp/tcpSegment.ts';
import { DUPLICATE_ACKS_NEEDED, RESENDS_MAX } from './tcp/tcpSender.ts';

const percent = (share: number): number => Math.round(share * 100);

/** How long TCP tries, in seconds to the nearest: all its waits, each twice the one before. */
function triesForSec(firstWait: SimTime): number {
  let sum = 0;
  let wait: number = firstWait;
  for (let waits = 0; waits <= RESENDS_MAX; waits++) {
    sum += wait;
    wait = Math.min(2 * wait, TIMEOUT_MAX);
  }
  return Math.round(toSec(sum as SimTime));
}

/** Of both models. */
const CONNECTIONS: readonly string[] = [
  'A connection is open at once: the handshake of TCP is not simulated. A refused one is known at once too.',
  'An end that closes does so at once; what it has sent still arrives, and the news of its end behind that, never lost but in a black hole.',
  'A cut, a reset and a crash of the broker are known at both ends at the same instant.',
  'A crash of the broker that ends a connection publishes no will, as the recorded brokers do not.',
  'Cuts that come again and again are drawn for each client by itself, connected or not, at random distances (exponential).',
  'Bursts begin anew whenever loss or burst length is set.',
];

const LOSSY: readonly string[] = [
  'Each MQTT packet is lost or delayed by itself: that is how MQTT-SN travels over UDP, and true of no TCP connection.',
  'Whoever waits for an acknowledgement in vain sends again after a while: MQTT 3.1 and MQTT-SN do so, 3.1.1 and 5.0 leave it to TCP and send again when a client has reconnected (v5 §4.4).',
  'Loss spares CONNECT, SUBSCRIBE, PINGREQ, DISCONNECT and their answers, so that a run gets going; rules, clicks and black holes do not spare them.',
  'Loss is decided when a packet is sent, separately for each hop and each direction.',
  'A packet takes the latency and, drawn evenly for each one, from nothing to the whole of the jitter on top.',
  'However large the jitter is, packets stay in order: on one connection and in one direction each arrives no earlier than the one before it was due, lost or not, because MQTT assumes an ordered network (v5 §4.2).',
  'Re-ordering and network copies are faults that break this assumption, and then QoS 2 can deliver a message twice too.',
  'A re-ordered packet is late by itself: those behind it do not wait for it.',
  'A network copy is a second packet with the same content, lost and delayed by a luck of its own.',
  'With bursts, the link has good and bad stretches of random length: in a bad one everything is lost, in a good one nothing is.',
  'Bursts are drawn for each client, hop and direction, and do not hang on what is sent, so that all QoS levels meet the same ones.',
  `A lost packet disappears between ${percent(LOST_FROM)} and ${percent(LOST_FROM + LOST_WITHIN)} % of its way: that is for the eye, and decides nothing.`,
  'There is no link rate: a large packet is as fast as a small one, and packets never queue.',
  'No packet is damaged: it arrives as it was sent, or not at all.',
  ...CONNECTIONS,
];

const TCP: readonly string[] = [
  'Each MQTT packet travels in one TCP segment of its own, however long it is.',
  'The receiver hands packets on in order: one that arrives behind a gap waits until the gap is closed.',
  'Each segment is acknowledged at once: there are no delayed acknowledgements.',
  'An acknowledgement covers everything before it, so that a later one makes up for one that was lost; it also says what has arrived behind a gap (selective acknowledgement, as Linux does), however long the list.',
  'Each segment with data repeats the last acknowledgement of what came the other way; acknowledgements by themselves take no room on the link, and are lost as easily as data.',
  `The re-send timer waits ${toSec(TIMEOUT_AT_FIRST)} s before the first round trip is measured, then the average round trip plus four times its variation, the latter at least ${toMs(VARIATION_MIN)} ms.`,
  `When the timer fires, the first missing segment is sent again and the wait doubles, up to ${toSec(TIMEOUT_MAX)} s, until an acknowledgement of something new comes.`,
  `After ${RESENDS_MAX} failed re-sends the sender gives the connection up: ${triesForSec(VARIATION_MIN)} s after sending where the first wait was ${toMs(VARIATION_MIN)} ms, ${triesForSec(TIMEOUT_AT_FIRST)} s where it was ${toSec(TIMEOUT_AT_FIRST)} s.`,
  `When ${DUPLICATE_ACKS_NEEDED} segments have arrived behind a gap (the third duplicate acknowledgement), what is missing is sent again without waiting for the timer; further gaps follow as acknowledgements show them.`,
  'Acknowledgements say which transmission they answer (as timestamps do), so that round trips of re-sent segments are measured too.',
  'Tail-loss probes, with which modern systems find out sooner that the last segment was lost, are left out.',
  'There is no congestion window: the sender never slows down, as real TCP does where loss is heavy.',
  'There is no receive window, and the buffers of both ends are as large as needed.',
  'Segments stay in order on the link: jitter never lets one overtake another, and none arrives twice unless it was sent twice; re-ordering and network copies are faults of lossy packets alone.',
  `Where a link rate is set, segments leave one after the other, each with ${TCP_HEADER_BYTES} bytes of header; a re-send goes ahead of what has not left yet.`,
  'CONNECT, SUBSCRIBE, PINGREQ and their answers travel in the same stream as everything else, and loss delays them too.',
  'Acknowledgements meet the loss of the way that they take: that of the other direction.',
  'Bytes sent are those of MQTT packets: headers, acknowledgements and what TCP sends again are counted as segments.',
  ...CONNECTIONS,
  'A switch from TCP to lossy packets in a running run sends what TCP had not delivered once more, in order, without loss.',
];

export const ASSUMPTIONS: Readonly<Record<'lossy' | 'tcp', readonly string[]>> = {
  lossy: LOSSY,
  tcp: TCP,
};

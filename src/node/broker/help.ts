// What `broker` says about itself.

import { toSec } from '../../base/time.ts';
import { DOOR_LIMITS } from './limits.ts';
import { DEFAULT_HOST, DEFAULT_PORT, SOCKET_BROKER } from './request.ts';

type Row = readonly [flag: string, says: string];

const { qos2Forward, sendQuota, queueLimit, receiveMaximum, topicAliasMaximum } = SOCKET_BROKER;
const { maximumPacketSize, limits, overlapping, acknowledge } = SOCKET_BROKER;
const { connectionsMax, connectWithin, outputHigh, outputMax, slowAfter } = DOOR_LIMITS;

const ROWS: readonly Row[] = [
  ['--port N', `port for MQTT over TCP; 0 is any that is free (${DEFAULT_PORT})`],
  ['--ws-port M', 'port for MQTT over WebSocket; without it there is none'],
  ['--host HOST', `where to listen (${DEFAULT_HOST})`],
  ['--qos2-forward pubrel|publish', `when a QoS 2 message is forwarded (${qos2Forward})`],
  ['--inflight N', `unacknowledged messages for one subscriber (${sendQuota})`],
  ['--queue N', `messages that wait for one subscriber; newer are dropped (${queueLimit})`],
  ['--overlapping one|each', `copies for overlapping subscriptions of one client (${overlapping})`],
  ['--acknowledge first|last', `before a message is forwarded, or after (${acknowledge})`],
  ['--trace FILE', 'every event as a line of JSON, as in a simulation, seen at the sockets'],
  ['--help', 'this text'],
];

export function formatBrokerHelp(): string {
  return `Usage: npm run --silent broker -- [options]

The simulator's own broker behind real sockets: MQTT 3.1.1 and 5.0, in memory, for anyone who can
reach the port. Prints a line "listening mqtt://HOST:PORT" for each port when it is ready. SIGTERM
or SIGINT ends it: clients are told, and connections closed.

${ROWS.map(([flag, says]) => `  ${flag.padEnd(33)}${says}`).join('\n')}

Bounds: ${count(connectionsMax)} connections; ${count(limits.sessions)} sessions, ${count(limits.subscriptionsPerSession)} subscriptions in each; ${count(limits.retainedMessages)} retained
messages of ${mib(limits.retainedBytes)} MiB together; ${mib(limits.bytesPerSession)} MiB that wait for one session, ${mib(limits.bytesTotal)} MiB that all store; packets
of ${count(maximumPacketSize)} bytes; in 5.0 Receive Maximum ${receiveMaximum}, Topic Alias Maximum ${topicAliasMaximum}. A connection without
CONNECT is closed after ${toSec(connectWithin)} s. While more than ${kib(outputHigh)} KiB wait for a client that reads slowly, those who
send to it are not read from; if it takes less than that in ${toSec(slowAfter)} s, or if ${mib(outputMax)} MiB wait, it is
disconnected, in 5.0 with Quota exceeded.

Exit codes: 0 ended by a signal, 1 failed, 2 bad input (one line on the standard error).
`;
}

function count(figure: number): string {
  return figure.toLocaleString('en');
}

function kib(bytes: number): string {
  return count(bytes / 1024);
}

function mib(bytes: number): string {
  return count(bytes / 1024 / 1024);
}

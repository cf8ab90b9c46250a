// MQTT over TCP: a socket as a wire. v5 [MQTT-4.2.0-1], 3.1.1 [MQTT-7.1.1-1]: in order, none lost.

import { createServer, type Server, type Socket } from 'node:net';
import type { Door } from './door.ts';
import type { Wire } from './wire.ts';

/** Idle time after which the network asks whether the other side is still there. */
const PROBE_AFTER_MS = 60_000;

/** @returns a server that listens nowhere yet */
export function createTcpServer(door: Door): Server {
  const options = { noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS };
  return createServer(options, (socket) => {
    if (door.isFull) socket.destroy();
    else connectSocket(door, socket);
  });
}

function connectSocket(door: Door, socket: Socket): void {
  const listener = door.open(wireOf(socket));
  socket.on('data', (bytes) => listener.hear(bytes));
  socket.on('end', () => listener.noteEnd());
  // What is wrong does not matter: `close` follows.
  socket.on('error', () => {});
  socket.on('close', () => listener.noteGone());
}

function wireOf(socket: Socket): Wire {
  return {
    write: (bytes, written) => {
      socket.write(bytes, (error) => {
        if (error === undefined || error === null) written();
      });
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    end: () => socket.end(),
    destroy: () => socket.destroy(),
  };
}

// MQTT over WebSocket (v5 §6, 3.1.1 §6): a socket as a wire. v5 [MQTT-6.0.0-2], 3.1.1 [MQTT-6.0.0-2]:
// frames are pieces of one stream of bytes, packets may begin and end anywhere in them.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Door } from './door.ts';
import type { Wire } from './wire.ts';

const SUBPROTOCOL = 'mqtt';
/** How long a client may take to ask for a WebSocket. */
const UPGRADE_WITHIN_MS = 10_000;
const CLOSE_UNSUPPORTED_DATA = 1003;
const REFUSAL = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

export interface WebSocketBounds {
  /** Also of those that have not got so far as a WebSocket. */
  readonly connectionsMax: number;
  /** A longer frame ends its connection. */
  readonly frameBytesMax: number;
}

/** @returns a server that listens nowhere yet */
export function createWebSocketServer(
  door: Door,
  { connectionsMax, frameBytesMax }: WebSocketBounds,
): Server {
  const server = createServer(
    {
      noDelay: true,
      headersTimeout: UPGRADE_WITHIN_MS,
      requestTimeout: UPGRADE_WITHIN_MS,
      connectionsCheckingInterval: UPGRADE_WITHIN_MS / 4,
    },
    (_, response) => {
      const headers = { 'Content-Type': 'text/plain', Connection: 'close', Upgrade: 'websocket' };
      response.writeHead(426, headers).end('This is MQTT over WebSocket.\n');
    },
  );
  server.maxConnections = connectionsMax;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: frameBytesMax,
    // v5 [MQTT-6.0.0-4], 3.1.1 [MQTT-6.0.0-4]: the name that the server answers with.
    handleProtocols: () => SUBPROTOCOL,
  });
  server.on('upgrade', (request, socket, head) => {
    if (door.isFull || !offersMqtt(request)) {
      socket.on('error', () => {});
      socket.end(REFUSAL, () => socket.destroy());
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => connectSocket(door, webSocket));
  });
  return server;
}

/** v5 [MQTT-6.0.0-3], 3.1.1 [MQTT-6.0.0-3]: the client offers `mqtt`. */
function offersMqtt({ headers }: IncomingMessage): boolean {
  const offered = headers['sec-websocket-protocol'] ?? '';
  return offered.split(',').some((name) => name.trim() === SUBPROTOCOL);
}

function connectSocket(door: Door, webSocket: WebSocket): void {
  const listener = door.open(wireOf(webSocket));
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) {
      listener.hear(bytesOf(data));
      return;
    }
    // v5 [MQTT-6.0.0-1], 3.1.1 [MQTT-6.0.0-1]: packets come in binary frames alone.
    webSocket.close(CLOSE_UNSUPPORTED_DATA);
    listener.noteEnd();
  });
  // What is wrong does not matter: `close` follows.
  webSocket.on('error', () => {});
  webSocket.on('close', () => listener.noteGone());
}

/** With ws's default of node buffers, one message is one buffer. */
function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function wireOf(webSocket: WebSocket): Wire {
  return {
    write: (bytes, written) => {
      webSocket.send(bytes, { binary: true }, (error) => {
        if (error === undefined || error === null) written();
      });
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    end: () => webSocket.close(),
    destroy: () => webSocket.terminate(),
  };
}

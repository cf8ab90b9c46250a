// The broker with its doors open to any client that keeps to the specification (3.1.1 [MQTT-7.0.0-2]):
// listens, says where, and closes everything again.

import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';
import { fromUs, type SimTime } from '../../base/time.ts';
import { createBroker, stepBroker } from '../../mqtt/broker/broker.ts';
import type { BrokerOptions } from '../../mqtt/broker/options.ts';
import { PacketReader } from '../../mqtt/codec/packetReader.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { Door, type Step } from './door.ts';
import { DOOR_LIMITS, type DoorLimits } from './limits.ts';
import { createTcpServer } from './tcp.ts';
import { createTracedStep } from './tracedStep.ts';
import { createWebSocketServer } from './webSocket.ts';

export interface ServiceOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Undefined: no WebSocket. */
  readonly wsPort: number | undefined;
  readonly broker: BrokerOptions;
  readonly limits?: DoorLimits;
  /** Undefined: nothing is written down. */
  readonly tell?: ((event: TraceEvent) => void) | undefined;
}

export interface Service {
  /** `mqtt://127.0.0.1:1883`, and the WebSocket's. */
  readonly addresses: readonly string[];
  /** Says goodbye to all clients, and is done when all connections are closed. */
  stop(): Promise<void>;
}

/** A frame may carry more than one packet. */
const FRAME_PACKETS = 2;

/** @throws an Error with a `code`, such as EADDRINUSE, and a `port` */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { host, port, wsPort, broker, tell, limits = DOOR_LIMITS } = options;
  const { maximumPacketSize } = broker;
  const state = createBroker(broker);
  const step: Step = (input, now) => stepBroker(state, input, now);
  const door = new Door({
    step: tell === undefined ? step : createTracedStep(state, tell),
    now: createClock(),
    createReader: () => new PacketReader({ maximumPacketSize }),
    limits,
  });
  const servers: (readonly [server: Server | HttpServer, scheme: string, port: number])[] = [
    [createTcpServer(door), 'mqtt', port],
  ];
  if (wsPort !== undefined) {
    const { connectionsMax } = limits;
    const bounds = { connectionsMax, frameBytesMax: FRAME_PACKETS * maximumPacketSize };
    servers.push([createWebSocketServer(door, bounds), 'ws', wsPort]);
  }
  const stop = async (): Promise<void> => {
    const closings = servers.map(([server]) => close(server));
    await door.shutDown();
    await Promise.all(closings);
  };
  try {
    const addresses: string[] = [];
    for (const [server, scheme, wanted] of servers) {
      const got = await listen(server, host, wanted);
      addresses.push(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${got}`);
    }
    return { addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whole microseconds since now. */
function createClock(): () => SimTime {
  const start = performance.now();
  return () => fromUs(Math.floor((performance.now() - start) * 1000));
}

/** @returns the port */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Hears no new connection; done when the old ones are closed, those that are no lines at once. */
function close(server: Server | HttpServer): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

// The bounds of the socket door: what clients can make it keep, and for how long.

import { fromSec, type SimTime } from '../../base/time.ts';

export interface DoorLimits {
  readonly connectionsMax: number;
  /** A connection without a CONNECT is closed after this. */
  readonly connectWithin: SimTime;
  /** Bytes waiting to be read by one client from which on those who send to it have to wait. */
  readonly outputHigh: number;
  /** They go on when it is down to this. */
  readonly outputLow: number;
  /** A client with more than this waiting is disconnected at once. */
  readonly outputMax: number;
  /** With more than this waiting for all clients together, the one with the most is disconnected. */
  readonly outputTotalMax: number;
  /** With more than this of unfinished packets from all clients, the one with the most goes. */
  readonly inputTotalMax: number;
  /** Above `outputLow`, a client must take `outputHigh` bytes in each such span. */
  readonly slowAfter: SimTime;
  /** How long a closed connection may take to send its last bytes. */
  readonly closeWithin: SimTime;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const DOOR_LIMITS: DoorLimits = {
  connectionsMax: 1000,
  connectWithin: fromSec(10),
  outputHigh: 256 * KIB,
  outputLow: 64 * KIB,
  // More than all retained messages together: they are sent in one go.
  outputMax: 32 * MIB,
  outputTotalMax: 256 * MIB,
  inputTotalMax: 128 * MIB,
  slowAfter: fromSec(10),
  closeWithin: fromSec(2),
};

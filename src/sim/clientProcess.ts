// A client: its machine, whether its process runs and wants to be connected, and when it tries again.

import { fromMs, type SimTime } from '../base/time.ts';
import { type ClientInput, createClient, stepClient } from '../mqtt/client/client.ts';
import type { ClientState } from '../mqtt/client/state.ts';
import type { Effect } from '../mqtt/effect.ts';
import type { ClientId } from '../mqtt/packets/packet.ts';
import type { ClientSettings, Scenario } from '../scenario/scenario.ts';
import type { Hop } from '../trace/event.ts';
import type { Connection } from './connection.ts';
import { clientOptionsOf } from './machineOptions.ts';
import type { Appointment } from './work.ts';

export class ClientProcess {
  readonly id: ClientId;
  /** What its packets of no exchange are counted with: a subscriber's are on hop 2. */
  readonly hop: Hop;
  private readonly machine: ClientState;
  private readonly settings: ClientSettings;
  /** The one that it has, as far as it knows. */
  connection: Connection | undefined;
  /** It has been connected and subscribed once. */
  ready = false;
  /** It connects by itself. */
  online = true;
  isDown = false;
  /** It has left the run. */
  isGone = false;
  /** It has come while the run went on: nobody waits for it to begin. */
  readonly hasJoined: boolean;
  /** When it connects next. */
  nextTry: Appointment | undefined;
  /** When it is brought online or started again. */
  comeback: Appointment | undefined;
  /** Attempts in a row that came to nothing. */
  private failures = 0;

  constructor(settings: ClientSettings, scenario: Scenario, hasJoined: boolean) {
    this.hasJoined = hasJoined;
    this.id = settings.id;
    this.hop = settings.subscriptions.length > 0 ? 2 : 1;
    this.settings = settings;
    this.machine = createClient(clientOptionsOf(settings, scenario));
  }

  step(input: ClientInput, now: SimTime): readonly Effect[] {
    return stepClient(this.machine, input, now);
  }

  noteReady(): void {
    this.ready = true;
    this.failures = 0;
  }

  /** @returns how long it waits: twice as long after each failure */
  backOff(): SimTime {
    const { reconnectMs, reconnectMaxMs } = this.settings;
    let waitMs = reconnectMs;
    for (let i = 0; i < this.failures && waitMs < reconnectMaxMs; i++) waitMs *= 2;
    this.failures++;
    return fromMs(Math.min(waitMs, reconnectMaxMs));
  }
}

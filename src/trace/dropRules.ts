// Rules by hand that lose the next packet of a type, folded from the trace: each waits from its
// command until the first such packet is sent on its hop, which uses it up whatever becomes of that.

import type { SimTime } from '../base/time.ts';
import type { Hop, PacketType, TraceEvent } from './event.ts';

export interface DropRule {
  readonly packetType: PacketType;
  readonly hop: Hop;
  readonly since: SimTime;
}

interface Rule extends DropRule {
  /** Undefined while it waits. */
  usedAt: SimTime | undefined;
}

export class DropRuleFold {
  readonly #rules: Rule[] = [];
  /** Those that wait, in order. */
  #waiting: readonly Rule[] = [];

  add(event: TraceEvent): void {
    if (event.kind === 'packet-sent') {
      this.#use(event.packet.type, event.packet.hop, event.at);
    } else if (event.kind === 'command-applied' && event.command.kind === 'drop-next') {
      const { packetType, hop } = event.command;
      const rule: Rule = { packetType, hop, since: event.at, usedAt: undefined };
      this.#rules.push(rule);
      this.#waiting = [...this.#waiting, rule];
    }
  }

  /** Those that wait at `t`, in order of their commands. */
  at(t: SimTime): readonly DropRule[] {
    return this.#rules.filter(
      ({ since, usedAt }) => since <= t && (usedAt === undefined || t < usedAt),
    );
  }

  #use(type: PacketType, hop: Hop, at: SimTime): void {
    if (this.#waiting.length === 0) return;
    const rule = this.#waiting.find((one) => one.packetType === type && one.hop === hop);
    if (rule === undefined) return;
    rule.usedAt = at;
    this.#waiting = this.#waiting.filter((one) => one !== rule);
  }
}

// Commands that drop the next packet of a type and have not struck yet: what a state keeps of them.

import type { TraceEventOf } from './event.ts';
import type { Kept } from './kept.ts';

export class DropTrails {
  private waiting: readonly Kept[] = [];

  note({ command }: TraceEventOf<'command-applied'>, kept: Kept): void {
    if (command.kind === 'drop-next') this.waiting = [...this.waiting, kept];
  }

  use({ packet }: TraceEventOf<'packet-sent'>): void {
    if (this.waiting.length === 0) return;
    const used = this.waiting.find(({ event }) => {
      if (event.kind !== 'command-applied' || event.command.kind !== 'drop-next') return false;
      return event.command.packetType === packet.type && event.command.hop === packet.hop;
    });
    this.waiting = this.waiting.filter((one) => one !== used);
  }

  collect(kept: Kept[]): void {
    kept.push(...this.waiting);
  }
}

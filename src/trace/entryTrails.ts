// What is stored at an instant: each entry's storing, its change to the identifier alone, and its
// latest re-send timer.

import type { TraceEventOf } from './event.ts';
import type { Kept } from './kept.ts';
import type { MessageTrails } from './messageTrails.ts';
import { OpenEntries, resendName, storeName } from './stores.ts';

interface EntryTrail {
  readonly stored: Kept;
  updated: Kept | undefined;
  resend: Kept | undefined;
}

type EntryEvent = TraceEventOf<'session-stored' | 'session-updated' | 'session-released'>;

export class EntryTrails {
  private readonly messages: MessageTrails;
  private readonly open = new OpenEntries<EntryTrail>();

  constructor(messages: MessageTrails) {
    this.messages = messages;
  }

  add(event: EntryEvent, kept: Kept): void {
    const { at, node, entry } = event;
    const name = storeName(node, entry);
    if (event.kind === 'session-stored') {
      this.open.put(name, { stored: kept, updated: undefined, resend: undefined });
      this.messages.hold(entry.messageUid);
    } else if (event.kind === 'session-updated') {
      const trail = this.open.get(name);
      if (trail !== undefined) trail.updated = kept;
    } else if (this.open.take(name) !== undefined) {
      this.messages.letGo(entry.messageUid, at);
    }
  }

  setResend(event: TraceEventOf<'timer-set' | 'timer-fired'>, kept: Kept): void {
    const trail = this.open.get(resendName(event));
    if (trail !== undefined) trail.resend = kept;
  }

  collect(into: Kept[]): void {
    for (const { stored, updated, resend } of this.open) {
      into.push(stored);
      if (updated !== undefined) into.push(updated);
      if (resend !== undefined) into.push(resend);
    }
  }
}

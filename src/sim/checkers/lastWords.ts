// Claim: an end that closes by itself does not take back what it has sent: when the other end hears of it,
// all that was sent before has arrived or was lost on its way.

import type { TraceEventOf } from '../../trace/event.ts';
import type { Checker, TellFault } from './checker.ts';
import { endAt, type Link, Links } from './links.ts';

type Closed = TraceEventOf<'connection-closed'>;

export function checkLastWords(fault: TellFault): Checker {
  const links = new Links();
  /** What was on its way from an end when it closed, by connection. */
  const before = new Map<number, Set<string>>();
  const flying = new Map<string, { readonly connection: number; readonly from: string }>();
  let lost: { readonly at: number; readonly uid: string; readonly connection: number }[] = [];

  function close({ at, connection, end, by, client }: Closed, link: Link): void {
    const otherEnd = end === 'client' ? 'broker' : 'client';
    if (end !== 'both' && link.open[otherEnd]) {
      const own = [...flying].filter(([, flight]) => {
        return flight.connection === connection && endAt(flight.from) === end;
      });
      before.set(connection, new Set(own.map(([uid]) => uid)));
      return;
    }
    const isHeard = end === 'client' ? by === 'broker' : end === 'broker' && by === client;
    const sent = before.get(connection);
    if (!isHeard || sent === undefined) return;
    for (const each of lost) {
      const isTakenBack = each.at === at && each.connection === connection && sent.has(each.uid);
      if (isTakenBack) fault(`${each.uid} is lost with the word that comes behind it`);
    }
  }

  return {
    add(event) {
      if (event.kind === 'packet-sent') {
        const { uid, connection, from } = event.packet;
        flying.set(uid, { connection, from });
      } else if (event.kind === 'packet-arrived') flying.delete(event.packet.uid);
      else if (event.kind === 'packet-lost') {
        const { uid, connection } = event.packet;
        flying.delete(uid);
        lost = lost.filter(({ at }) => at === event.at);
        if (event.cause === 'connection') lost.push({ at: event.at, uid, connection });
      }
      links.add(event);
      if (event.kind !== 'connection-closed') return;
      const link = links.all.get(event.connection);
      if (link !== undefined) close(event, link);
    },
    finish() {},
  };
}

// Claim: a client's session starts once, with its first CONNECT, and every later CONNECT resumes it
// (v5 [MQTT-3.1.2-5], 3.1.1 [MQTT-3.1.2-4]): nothing in a scenario asks for a clean one so far.

import type { Checker, TellFault } from './checker.ts';

export function checkSessions(fault: TellFault): Checker {
  const sessions = new Set<string>();
  return {
    add(event) {
      if (event.kind === 'session-started') {
        if (sessions.has(event.client)) fault(`the session of ${event.client} starts twice`);
        sessions.add(event.client);
      } else if (event.kind === 'session-resumed' && !sessions.has(event.client)) {
        fault(`a session of ${event.client} is resumed that was never started`);
      } else if (event.kind === 'session-subscribed' && !sessions.has(event.client)) {
        fault(`${event.client} subscribes without a session`);
      }
    },
    finish() {},
  };
}

// Claim: a CONNECT resumes the client's session where there is one, and starts one where there is none
// (v5 [MQTT-3.1.2-5], 3.1.1 [MQTT-3.1.2-4]); a clean one ends the old session first. Only what has
// started ends, and while it is ended nobody is subscribed.

import type { Checker, TellFault } from './checker.ts';

export function checkSessions(fault: TellFault): Checker {
  const sessions = new Set<string>();
  return {
    add(event) {
      if (event.kind === 'session-started') {
        if (sessions.has(event.client))
          fault(`the session of ${event.client} starts twice and has not ended`);
        sessions.add(event.client);
      } else if (event.kind === 'session-ended') {
        const ended = sessions.delete(event.client);
        if (!ended) fault(`a session of ${event.client} ends that was never started`);
      } else if (event.kind === 'session-resumed' && !sessions.has(event.client)) {
        fault(`a session of ${event.client} is resumed that was never started`);
      } else if (event.kind === 'session-subscribed' && !sessions.has(event.client)) {
        fault(`${event.client} subscribes without a session`);
      }
    },
    finish() {},
  };
}

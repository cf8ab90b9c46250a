// How unacknowledged messages are sent again: the setting, read together with the network's model.

import type { NetworkSettings } from './scenario.ts';

/** Whether what is unacknowledged is sent again after a while, not on reconnect alone. */
export function resendsByTimer({ resend, model }: NetworkSettings): boolean {
  return resend === 'timer' || (resend === 'model' && model === 'lossy');
}

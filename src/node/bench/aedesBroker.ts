// The peer: aedes behind TCP on a free port of this machine, in memory, as it comes. Says where it
// listens as `npm run broker` does; SIGTERM ends it.

import { createServer } from 'node:net';
import { Aedes } from 'aedes';

const aedes = await Aedes.createBroker();
const server = createServer({ noDelay: true }, aedes.handle);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  process.stdout.write(`listening mqtt://127.0.0.1:${port}\n`);
});
process.once('SIGTERM', () => process.exit());

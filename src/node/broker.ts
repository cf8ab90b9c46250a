// `npm run broker`: the broker's machine behind real sockets. What the arguments mean is
// broker/request.ts's, how it serves broker/service.ts's.

import { formatBrokerHelp } from './broker/help.ts';
import { type BrokerRequest, parseBrokerArgs } from './broker/request.ts';
import { type Service, startService } from './broker/service.ts';
import { TraceFile } from './broker/traceFile.ts';
import { DONE, fail, refuse } from './complaint.ts';
import { codeOf } from './scenarioSource.ts';

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const request = parseBrokerArgs(args);
  if (!request.ok) return refuse(request.errors);
  if (request.value.kind === 'serve') return serve(request.value);
  process.stdout.write(formatBrokerHelp());
  return DONE;
}

async function serve(request: Extract<BrokerRequest, { kind: 'serve' }>): Promise<number> {
  const ending = new Ending();
  let file: TraceFile | undefined;
  if (request.trace !== undefined) {
    const value = JSON.stringify(request.trace);
    try {
      file = new TraceFile(request.trace, (code) => {
        ending.fail(`The trace could not be written to its end (${code})`);
      });
    } catch (error) {
      const expected = `a file that can be written (${codeOf(error)})`;
      return refuse([{ field: '--trace', value, expected }]);
    }
  }
  const tell = file === undefined ? undefined : file.write.bind(file);
  let service: Service;
  try {
    service = await startService({ ...request, tell });
  } catch (error) {
    file?.close();
    return fail(`The broker cannot listen: ${error instanceof Error ? error.message : error}`);
  }
  process.stdout.write(service.addresses.map((address) => `listening ${address}\n`).join(''));
  await ending.wait();
  await service.stop();
  file?.close();
  return ending.failure === undefined ? DONE : fail(ending.failure);
}

/** What ends the broker: a signal, or a failure. A second signal ends the process at once. */
class Ending {
  failure: string | undefined;
  readonly #over: Promise<void>;
  #end: () => void = () => {};

  constructor() {
    this.#over = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => this.#end());
  }

  fail(says: string): void {
    this.failure ??= says;
    this.#end();
  }

  wait(): Promise<void> {
    return this.#over;
  }
}

process.exitCode = await main(process.argv.slice(2));

// The files that `sim` writes of a run: its trace as it goes on, and what is made of the whole of it.

import { closeSync, openSync, writeSync } from 'node:fs';
import { failed, ok, type Result } from '../base/result.ts';
import { formatMermaid } from '../exports/mermaid.ts';
import { WHOLE_RUN } from '../exports/span.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TraceEvent } from '../trace/event.ts';
import { formatEvent } from '../trace/ndjson.ts';
import { TraceIndex } from '../trace/traceIndex.ts';
import { capture } from './capture.ts';
import { codeOf } from './scenarioSource.ts';
import type { OutputFile } from './simRequest.ts';
import { TextWriter } from './textWriter.ts';

const STDOUT = 1;

type Descriptors = Partial<Record<OutputFile['format'], number>>;

/** @returns an error for the first file that cannot be written */
export function openOutputs(files: readonly OutputFile[]): Result<Outputs> {
  const descriptors: Descriptors = {};
  for (const { format, path } of files) {
    try {
      descriptors[format] = path === '-' ? STDOUT : openSync(path, 'w');
    } catch (error) {
      const expected = `a file that can be written (${codeOf(error)})`;
      return failed([{ field: `--${format}`, value: JSON.stringify(path), expected }]);
    }
  }
  return ok(new Outputs(descriptors));
}

class Outputs {
  readonly #descriptors: Descriptors;
  readonly #trace: TextWriter | undefined;
  /** Where something is made of all of them. */
  readonly #events: TraceEvent[] | undefined;

  constructor(descriptors: Descriptors) {
    const { trace, pcap, mermaid } = descriptors;
    this.#descriptors = descriptors;
    this.#trace = trace === undefined ? undefined : new TextWriter(trace);
    this.#events = pcap === undefined && mermaid === undefined ? undefined : [];
  }

  get hasStdout(): boolean {
    return Object.values(this.#descriptors).includes(STDOUT);
  }

  add(event: TraceEvent): void {
    this.#trace?.write(`${formatEvent(event)}\n`);
    this.#events?.push(event);
  }

  /** The run is over: writes what is left, and closes all. */
  end({ protocolVersion }: Scenario): void {
    const { pcap, mermaid } = this.#descriptors;
    const events = this.#events ?? [];
    this.#trace?.flush();
    if (pcap !== undefined) writeAll(pcap, capture(events, protocolVersion));
    if (mermaid !== undefined) {
      const index = new TraceIndex();
      index.append(events);
      const writer = new TextWriter(mermaid);
      writer.write(formatMermaid(index, WHOLE_RUN));
      writer.flush();
    }
    for (const fd of Object.values(this.#descriptors)) if (fd !== STDOUT) closeSync(fd);
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  let rest = bytes;
  while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
}

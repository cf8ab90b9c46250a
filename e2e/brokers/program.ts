// Programs that tests start: what they say, what is said to them, and their end. Nothing is left running.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export class Program {
  /** Lines of the standard output. */
  readonly lines: string[] = [];
  /** Lines of both outputs. */
  readonly says: string[] = [];
  readonly #child: ChildProcess;
  readonly #name: string;
  #ending: number | string | undefined;
  #onChange: () => void = () => {};

  constructor(program: string, args: readonly string[]) {
    this.#name = [program, ...args].join(' ');
    this.#child = spawn(program, args, { cwd: root, stdio: 'pipe' });
    this.#listen(this.#child.stdout, [this.lines, this.says]);
    this.#listen(this.#child.stderr, [this.says]);
    this.#child.on('close', (code, signal) => {
      this.#ending = code ?? signal ?? 'gone';
      this.#onChange();
    });
    // Writing to one that has ended is no failure of the test.
    this.#child.stdin?.on('error', () => {});
  }

  #listen(stream: NodeJS.ReadableStream | null, lists: readonly string[][]): void {
    let rest = '';
    stream?.on('data', (text: Buffer) => {
      const lines = (rest + text.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const list of lists) list.push(...lines);
      this.#onChange();
    });
  }

  /** To its standard input. */
  say(...lines: readonly string[]): void {
    this.#child.stdin?.write(lines.map((line) => `${line}\n`).join(''));
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** @throws Error when it ends first */
  async waitFor(isSo: () => boolean): Promise<void> {
    await this.#until(() => isSo() || this.#ending !== undefined);
    if (!isSo()) throw new Error(`${this.#name} ended (${this.#ending}): ${this.says.join('\n')}`);
  }

  waitForWord(word: string, times = 1): Promise<void> {
    return this.waitFor(() => this.says.filter((line) => line.includes(word)).length >= times);
  }

  waitForLines(count: number): Promise<void> {
    return this.waitFor(() => this.lines.length >= count);
  }

  /** @returns its exit code, or the signal that ended it */
  async ending(): Promise<number | string | undefined> {
    await this.#until(() => this.#ending !== undefined);
    return this.#ending;
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#onChange = () => {
        if (isSo()) resolve();
      };
      this.#onChange();
    });
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string | undefined> {
    this.#child.kill(signal);
    return this.ending();
  }
}

// A network that breaks when a test says so: stands between a client and a broker, passes everything
// on, swallows a direction, cuts connections.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Up is towards the broker. */
export type Direction = 'up' | 'down';

export class CuttingProxy {
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #swallowed = new Set<Direction>();
  /** All that has passed, as latin1. */
  readonly #passed = { up: '', down: '' };
  #onPassed: () => void = () => {};

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => {
      const broker = connect(this.#target, '127.0.0.1');
      this.#join(client, broker, 'up');
      this.#join(broker, client, 'down');
    });
  }

  /** @param target the broker's port on this machine */
  static async start(target: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  #join(from: Socket, to: Socket, direction: Direction): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (this.#swallowed.has(direction)) return;
      to.write(bytes, () => {
        this.#passed[direction] += bytes.toString('latin1');
        this.#onPassed();
      });
    });
    from.on('error', () => {});
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroySoon();
    });
  }

  /** Resolves once this text has gone this way. */
  sees(direction: Direction, text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#onPassed = () => {
        if (this.#passed[direction].includes(text)) resolve();
      };
      this.#onPassed();
    });
  }

  /** From now on, what goes this way is lost, and nobody knows. */
  swallow(direction: Direction): void {
    this.#swallowed.add(direction);
  }

  /** Breaks all connections; new ones are whole. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
    this.#swallowed.clear();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

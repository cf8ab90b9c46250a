// What of the course this visitor has done. Kept on their machine alone, where that is allowed; without
// storage it lasts as long as the page.

import { createStore, type StoreApi } from 'zustand/vanilla';

const KEY = 'qoscope.learned';

/** Names of places, as links have them. */
export type Done = ReadonlySet<string>;

export class Progress {
  readonly state: StoreApi<{ readonly done: Done }>;

  constructor() {
    this.state = createStore(() => ({ done: read() }));
  }

  note(name: string): void {
    const { done } = this.state.getState();
    if (done.has(name)) return;
    const next = new Set([...done, name]);
    this.state.setState({ done: next });
    keep((storage) => storage.setItem(KEY, JSON.stringify([...next])));
  }

  forget(): void {
    this.state.setState({ done: new Set() });
    keep((storage) => storage.removeItem(KEY));
  }
}

function read(): Done {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []);
  } catch {
    return new Set();
  }
}

function keep(write: (storage: Storage) => void): void {
  try {
    write(localStorage);
  } catch {
    // No storage, no memory beyond this page.
  }
}

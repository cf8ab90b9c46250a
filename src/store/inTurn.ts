// Asks for what the first picture does not need, one after the other and each in a task of its own: to
// begin thirty requests takes a phone a tenth of a second, in which nothing else would happen.

let turn: Promise<void> = Promise.resolve();
let settled: Promise<unknown> = Promise.resolve();

/** @param load asks for a chunk */
export function inTurn<T>(load: () => Promise<T>): Promise<T> {
  turn = turn.then(nextTask);
  const loaded = turn.then(load);
  settled = Promise.allSettled([settled, loaded]);
  return loaded;
}

/** All that has been asked for so far is there, or cannot be had. */
export function allInTurn(): Promise<unknown> {
  return settled;
}

/** Without the delays that timers have when many follow each other, or nobody sees the page. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

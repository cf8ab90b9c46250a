// Keeps the page's address and the screen in step, once what reads and writes it is there.

import { useEffect, useRef } from 'react';
import type { Scope } from '../store/scope.ts';
import type { Address } from './addressBar.ts';

/**
 * @param isWritten whether the address is to say what is on the screen
 * @param follow called when someone edits it
 */
export function useAddress(
  scope: Scope,
  isWritten: boolean,
  follow: (address: Address) => void,
): void {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });
  useEffect(() => {
    const ends: (() => void)[] = [];
    let isOver = false;
    void import('./addressBar.ts').then(({ followAddress, writeAddress }) => {
      if (isOver) return;
      ends.push(followAddress((address) => latest.current(address)));
      if (isWritten) ends.push(writeAddress(scope));
    });
    return () => {
      isOver = true;
      for (const end of ends) end();
    };
  }, [scope, isWritten]);
}

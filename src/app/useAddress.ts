// Keeps the page's address and the screen in step, once what reads and writes it is there.

import { useEffect, useRef } from 'react';
import type { Variant } from '../scenario/variants.ts';
import type { Scope } from '../store/scope.ts';
import type { Address, View } from './addressBar.ts';

/**
 * Calls `follow` when someone follows a link, edits the address, or goes back.
 *
 * @param hash what is followed already; it may be another one before anybody has listened
 */
export function useFollowedAddress(hash: string, follow: (address: Address) => void): void {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });
  useEffect(() => {
    async function read(): Promise<void> {
      const { readAddress } = await import('./addressBar.ts');
      latest.current(readAddress(location.hash));
    }
    if (location.hash !== hash) void read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [hash]);
}

/** @param isWritten whether the address is to say what is on the screen */
export function useWrittenAddress(
  scope: Scope,
  isWritten: boolean,
  view: View,
  lanes?: () => readonly Variant[],
): void {
  useEffect(() => {
    if (!isWritten) return;
    let end: (() => void) | undefined;
    let isOver = false;
    void import('./addressBar.ts').then(({ writeAddress }) => {
      if (!isOver) end = writeAddress(scope, view, lanes);
    });
    return () => {
      isOver = true;
      end?.();
    };
  }, [scope, isWritten, view, lanes]);
}

// Keeps the page's address and the screen in step, once what reads and writes it is there.

import { useEffect, useRef } from 'react';
import type { Variant } from '../scenario/variants.ts';
import type { Scope } from '../store/scope.ts';
import type { Address, View } from './addressBar.ts';

type AddressBar = typeof import('./addressBar.ts');

/** Calls `follow` when someone edits the address, or goes back. */
export function useFollowedAddress(follow: (address: Address) => void): void {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });
  useAddressBar(({ followAddress }) => followAddress((address) => latest.current(address)), []);
}

/** @param isWritten whether the address is to say what is on the screen */
export function useWrittenAddress(
  scope: Scope,
  isWritten: boolean,
  view: View,
  lanes?: () => readonly Variant[],
): void {
  useAddressBar(
    ({ writeAddress }) => (isWritten ? writeAddress(scope, view, lanes) : () => {}),
    [scope, isWritten, view, lanes],
  );
}

/** @param begin returns a function that ends it @param needs begins it anew when one of them changes */
function useAddressBar(begin: (bar: AddressBar) => () => void, needs: readonly unknown[]): void {
  useEffect(() => {
    let end: (() => void) | undefined;
    let isOver = false;
    void import('./addressBar.ts').then((bar) => {
      if (!isOver) end = begin(bar);
    });
    return () => {
      isOver = true;
      end?.();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller says what it needs
  }, needs);
}

// That workers failed, and that this makes no difference.

import { Notice } from '../../ui/Notice.tsx';

/** @param replaced why, one each */
export function Replaced({ replaced }: { readonly replaced: readonly string[] }) {
  if (replaced.length === 0) return undefined;
  return (
    <Notice title={replaced.length === 1 ? 'A worker was replaced' : 'Workers were replaced'}>
      It failed: {replaced.at(-1)}. Its part was run again; that changes no result.
    </Notice>
  );
}

// What stands in it follows the run while it is in sight, or near it; playing out of sight it stands
// still, so that a frame does not pay for what nobody sees.

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { HeldPulse } from '../store/pulse.ts';
import { BeatContext, useScope } from './scopeContext.ts';

const NEAR_PX = 200;

export function WhileSeen({ children }: { readonly children: ReactNode }) {
  const { pulse, playhead } = useScope();
  const held = useMemo(() => new HeldPulse(pulse, playhead), [pulse, playhead]);
  const [place, setPlace] = useState<HTMLDivElement | null>(null);

  useEffect(() => held.follow(), [held]);
  useEffect(() => {
    if (place === null) return;
    const observer = new IntersectionObserver(
      (entries) => held.setSeen(entries.at(-1)?.isIntersecting === true),
      { rootMargin: `${NEAR_PX}px` },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [held, place]);

  return (
    <div ref={setPlace}>
      <BeatContext value={held.state}>{children}</BeatContext>
    </div>
  );
}

// What a lane is called on the screen, and which level's colour it has.

import type { Variant } from '../../scenario/variants.ts';
import type { Qos } from '../../trace/event.ts';

/** `each at its own` says more than `as it is`, where levels are what is compared. */
export function laneLabel(variant: Variant, isPerMessage: boolean): string {
  if (!isPerMessage) return variant.label;
  return variant.settings.size === 0 ? 'Each at its own level' : `Everything at ${variant.label}`;
}

/** The one level that a variant sets. */
export function laneLevel({ settings }: Variant): Qos | undefined {
  switch (settings.get('qos')) {
    case '0':
      return 0;
    case '1':
      return 1;
    case '2':
      return 2;
    default:
      return undefined;
  }
}

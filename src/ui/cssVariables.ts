// Lets a component hand a number or a colour to its style sheet as custom properties: React's style
// type knows none, and this is the one place that tells it so.
import type { CSSProperties } from 'react';

export function cssVariables(
  variables: Readonly<Record<`--${string}`, string | number | undefined>>,
): CSSProperties {
  return variables as CSSProperties;
}

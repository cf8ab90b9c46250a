// Where a place of the course is shown: on the Learn screen, or in a frame on somebody else's page.

import { type AnchorHTMLAttributes, createContext, useContext } from 'react';
import { linkTo, type Place } from '../../lessons/place.ts';

export interface Surroundings {
  /** It shows this place alone: without a way back to the list, and nothing around it is moved. */
  readonly isFrame: boolean;
  /** A link's attributes. @param isSolved its solution is shown */
  linkTo(place: Place, isSolved?: boolean): AnchorHTMLAttributes<HTMLAnchorElement>;
  /** Has the run simulated; absent: it is. */
  readonly open?: (() => Promise<void>) | undefined;
}

const LEARN_SCREEN: Surroundings = {
  isFrame: false,
  linkTo: (place, isSolved) => ({ href: `${linkTo(place)}${isSolved ? '&show=solution' : ''}` }),
};

export const SurroundingsContext = createContext(LEARN_SCREEN);

export function useSurroundings(): Surroundings {
  return useContext(SurroundingsContext);
}

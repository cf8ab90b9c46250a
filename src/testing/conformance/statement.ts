// A numbered statement of a specification, as the tables beside this file hold them.

/** Whom a statement binds. `transport`: what carries the bytes. */
export type Party = 'client' | 'broker' | 'both' | 'transport';

/** Whom it binds, and what it asks in our words. */
export type Statement = readonly [binds: Party, asks: string];

// The statements that nothing here implements, each with the reason. A statement that the code cites
// must not stand here, and one that it does not cite must.
import type { STATEMENTS_5 } from './statements5.ts';
import type { STATEMENTS_3_1_1 } from './statements311.ts';

export interface LeftOut {
  readonly because: string;
  readonly '3.1.1'?: readonly (keyof typeof STATEMENTS_3_1_1)[];
  readonly v5?: readonly (keyof typeof STATEMENTS_5)[];
}

export const LEFT_OUT: readonly LeftOut[] = [
  {
    because: 'The broker opens no connection of its own to another broker.',
    '3.1.1': ['7.0.0-1'],
  },
  {
    because: 'The client opens no socket: it meets our broker, in a simulated network.',
    '3.1.1': ['7.1.2-1'],
  },
  {
    because: 'The broker supports wildcards.',
    '3.1.1': ['3.8.3-2'],
  },
  {
    because: 'The broker supports every QoS and retained messages.',
    v5: ['3.2.2-9', '3.2.2-10', '3.2.2-12', '3.2.2-13'],
  },
  {
    because:
      'The client meets our broker alone, which sends neither Maximum QoS nor Retain Available.',
    v5: ['3.2.2-11', '3.2.2-14'],
  },
  {
    because: 'The broker refuses no Client Identifier in 5.0.',
    v5: ['3.1.3-8'],
  },
  {
    because: 'Response Information, which a client may ask for, is never sent.',
    v5: ['3.1.2-28'],
  },
  {
    because:
      'Nothing that is sent has a Reason String, and User Properties go with messages alone.',
    v5: [
      ...([
        '3.1.2-29',
        '3.2.2-19',
        '3.2.2-20',
        '3.4.2-2',
        '3.4.2-3',
        '3.5.2-2',
        '3.5.2-3',
      ] as const),
      ...(['3.6.2-2', '3.6.2-3', '3.7.2-2', '3.7.2-3', '3.9.2-1', '3.9.2-2'] as const),
      ...(['3.11.2-1', '3.11.2-2', '3.14.2-3', '3.14.2-4', '3.15.2-2', '3.15.2-3'] as const),
    ],
  },
  {
    because:
      'No enhanced authentication: a CONNECT that asks for it is refused, AUTH is never sent.',
    v5: [
      ...(['3.1.2-30', '4.12.0-2', '4.12.0-3', '4.12.0-4', '4.12.0-5'] as const),
      ...(['4.12.1-1', '4.12.1-2'] as const),
    ],
  },
];

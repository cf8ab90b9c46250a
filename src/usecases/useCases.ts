// The list of use cases, in the order in which they are offered: what is gone with the next message,
// what must arrive, what must neither be lost nor done twice.

import { audit } from './audit.ts';
import { chain } from './chain.ts';
import { chart } from './chart.ts';
import { chat } from './chat.ts';
import { cursors } from './cursors.ts';
import { gauge } from './gauge.ts';
import { ledger } from './ledger.ts';
import { notifications } from './notifications.ts';
import { order } from './order.ts';
import { relay } from './relay.ts';
import { stock } from './stock.ts';
import { typing } from './typing.ts';
import type { UseCase } from './useCase.ts';
import { vehicle } from './vehicle.ts';

export const USE_CASES: readonly UseCase[] = [
  vehicle,
  typing,
  cursors,
  gauge,
  chart,
  chat,
  notifications,
  order,
  relay,
  ledger,
  stock,
  audit,
  chain,
];

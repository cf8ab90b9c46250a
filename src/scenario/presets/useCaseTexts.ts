// What the applications of the use cases send: JSON, each with `n`, the message's number.

import { NUMBER } from '../patterns.ts';

type Facts = Readonly<Record<string, string | number | boolean>>;

function numbered(facts: Facts): string {
  return JSON.stringify(facts).replace(/}$/, `,"n":${NUMBER}}`);
}

/** Steps along a street, then round a corner: hundred-thousandths of a degree east and north. */
const STEPS = [
  [10, [22, 0]],
  [8, [16, 8]],
  [10, [2, 13]],
  [8, [-18, 5]],
] as const;

function route(): readonly string[] {
  let [east, north] = [1_337_700, 5_251_600];
  return STEPS.flatMap(([count, [right, up]]) =>
    Array.from({ length: count }, () => {
      east += right;
      north += up;
      return numbered({ lat: north / 100_000, lon: east / 100_000 });
    }),
  );
}

export const ROUTE = route();

/** Who types for how many halves of a second, and pauses for how many. */
export const TYPING: readonly string[] = [...[6, -5, 8, -4, 3, -4]].flatMap((count) =>
  Array.from({ length: Math.abs(count) }, () => numbered({ who: 'Ada', typing: count > 0 })),
);

function cursor(who: string, from: readonly [number, number], by: readonly [number, number]) {
  return Array.from({ length: 32 }, (_, i) => {
    // To the right and back.
    const steps = i < 16 ? i : 31 - i;
    const [x, y] = [from[0] + steps * by[0], from[1] + i * by[1]];
    return numbered({ who, x, y });
  });
}

export const CURSORS = {
  ada: cursor('Ada', [40, 40], [14, 6]),
  ben: cursor('Ben', [520, 230], [-14, -5]),
};

const tenths = (values: readonly number[], name: string): readonly string[] =>
  values.map((value) => numbered({ [name]: value / 10 }));

const RISE = Array.from({ length: 32 }, (_, i) => 20 + (i < 20 ? i * 3 : (38 - i) * 3));
export const PRESSURE = tenths(RISE, 'bar');

const DAY = Array.from(
  { length: 30 },
  (_, i) => 180 + (i < 18 ? i * 4 : (36 - i) * 4) + (i % 3) * 2,
);
export const CELSIUS = tenths(DAY, 'celsius');

export const CHAT = [
  ['Ada', 'The train is late'],
  ['Ben', 'How late?'],
  ['Ada', 'Twenty minutes'],
  ['Ben', 'Shall I start without you?'],
  ['Ada', 'Yes, please'],
  ['Ben', 'Who has the key?'],
  ['Ada', 'Look under the mat'],
  ['Ben', 'Found it'],
  ['Ada', 'Is the projector there?'],
  ['Ben', 'Yes, and coffee'],
  ['Ada', 'You are a hero'],
  ['Ben', 'See you at ten'],
].map(([from = '', text = '']) => numbered({ from, text }));

export const NOTES = [
  'Your parcel comes today',
  'Meeting moved to 11:00',
  'The washing machine is done',
  'Ben has sent you a photo',
  'Water found in the cellar',
  'Your flight has another gate',
  'Battery at 10 %',
  'Milk is on the list',
  'The front door is open',
  'Rain in ten minutes',
].map((text) => numbered({ text }));

export const ORDERS = ['placed', 'paid', 'packed', 'delivered'].flatMap((status) =>
  [4711, 4712, 4713, 4714, 4715].map((order) => numbered({ order, status })),
);

export const SWITCHES = [true, false, true, false, true, false, true, false].map((on) =>
  numbered({ on }),
);

const sums = (cents: readonly number[], name: string): readonly string[] =>
  cents.map((sum) => numbered({ [name]: sum }));

export const PAYMENTS = sums(
  [1990, 4990, 850, 12_900, 3495, 2200, 760, 5990, 1450, 9900, 2995, 640],
  'cents',
);

export const PAYOUTS = sums([12_000, 4500, 30_000, 8000, 25_000, 6000, 15_000, 9000], 'cents');

export const TAKEN = sums([2, 1, 4, 1, 3, 2, 6, 1, 2, 5, 1, 3], 'take');

export const RECORDS = [
  'door opened',
  'light on',
  'Ada came in',
  'box 12 opened',
  'box 12 closed',
  'Ben came in',
  'box 40 opened',
  'camera off',
  'camera on',
  'box 40 closed',
  'Ben left',
  'Ada left',
  'light off',
  'door closed',
].map((did) => numbered({ did }));

// Objects whose optional fields are absent, not undefined.

/** For those who put an object together field by field. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there. */
export function definedOf<T extends object>(fields: T): Defined<T> {
  const defined: Defined<T> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) defined[name] = value as Exclude<T[typeof name], undefined>;
  }
  return defined;
}

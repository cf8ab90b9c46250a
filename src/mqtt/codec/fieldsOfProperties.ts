// The Property Length and each property of 5.0 (v5 §2.2.2), as fields.

import { assertNever } from '../../base/assertNever.ts';
import type { FieldWalk } from './fieldWalk.ts';
import { PROPERTY_VALUES } from './properties.ts';
import { PROPERTY_NAMES } from './propertyNames.ts';

/** @param of what the properties belong to, where it is not the packet */
export function walkProperties(walk: FieldWalk, of = ''): void {
  const length = walk.variableByte({
    name: `${of}Property Length`,
    says: 'How many bytes of properties follow. It stands there even if it is 0.',
    statement: 'v5 [MQTT-2.2.2-1]',
  });
  walk.within(length, () => {
    while (walk.left > 0) walkProperty(walk);
  });
}

function walkProperty(walk: FieldWalk): void {
  const id = walk.peek();
  const hex = `0x${id.toString(16).padStart(2, '0')}`;
  const known = PROPERTY_NAMES[id];
  const { length, value } = measure(walk, id);
  const says = `${known?.says ?? ''} Its first byte is the property’s identifier, ${hex}.`;
  const statement = known?.statement;
  walk.take(1 + length, value, {
    name: known?.name ?? `property ${hex}`,
    says: says.trim(),
    ...(statement === undefined ? {} : { statement }),
  });
}

/** How long a property's value is, and what it says. Its identifier is the walk's next byte. */
function measure(walk: FieldWalk, id: number): { readonly length: number; readonly value: string } {
  const kind = PROPERTY_VALUES.get(id);
  switch (kind) {
    case undefined:
      return { length: walk.left, value: `${walk.left} bytes` };
    case 'bit':
      return { length: 1, value: String(walk.peek(1)) };
    case 'twoBytes':
    case 'positiveTwoBytes':
    case 'topicAlias':
      return { length: 2, value: String(walk.twoAt(1)) };
    case 'fourBytes':
    case 'positiveFourBytes':
      return { length: 4, value: String(walk.twoAt(1) * 0x1_0000 + walk.twoAt(3)) };
    case 'subscriptionIds': {
      const { length, value } = walk.variableAt(1);
      return { length, value: String(value) };
    }
    case 'text':
    case 'topicName':
    case 'binary':
      return { length: 2 + walk.twoAt(1), value: walk.textAt(3, walk.twoAt(1)) };
    case 'pairs': {
      const name = walk.twoAt(1);
      const value = walk.twoAt(3 + name);
      const says = `${walk.textAt(3, name)}: ${walk.textAt(5 + name, value)}`;
      return { length: 4 + name + value, value: says };
    }
    default:
      return assertNever(kind);
  }
}

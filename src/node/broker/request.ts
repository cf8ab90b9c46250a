// What the arguments of `broker` ask for. Pure.

import { failed, type InputError, ok, type Result } from '../../base/result.ts';
import { BROKER_DEFAULTS, type BrokerOptions } from '../../mqtt/broker/options.ts';
import {
  ackSchema,
  handOverSchema,
  LIMITS,
  overlapSchema,
  parseValue,
} from '../../scenario/parse.ts';
import { readValue } from '../../scenario/settings.ts';
import { parseFlags } from '../flags.ts';

export type BrokerRequest =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly host: string;
      readonly port: number;
      readonly wsPort: number | undefined;
      readonly broker: BrokerOptions;
      /** A path. */
      readonly trace: string | undefined;
    };

export const DEFAULT_PORT = 1883;
export const DEFAULT_HOST = '127.0.0.1';

const MIB = 1024 * 1024;

/** Mosquitto's figures where it has some, and bounds on everything. */
export const SOCKET_BROKER: BrokerOptions = {
  ...BROKER_DEFAULTS,
  sendQuota: 20,
  receiveMaximum: 20,
  queueLimit: 1000,
  topicAliasMaximum: 10,
  // As all recorded brokers do.
  acknowledge: 'last',
  maximumPacketSize: 2_000_000,
  limits: {
    sessions: 1000,
    subscriptionsPerSession: 1000,
    retainedMessages: 2000,
    retainedBytes: 16 * MIB,
    heldPerSession: 2000,
    // A whole Receive Maximum of the largest packets, and a queue of them.
    bytesPerSession: 64 * MIB,
    bytesTotal: 256 * MIB,
  },
};

const PORT_MAX = 65_535;

const KNOWN = {
  texts: [
    ...['port', 'ws-port', 'host', 'trace'],
    ...['qos2-forward', 'inflight', 'queue', 'overlapping', 'acknowledge'],
  ],
  switches: ['help'],
};

export function parseBrokerArgs(args: readonly string[]): Result<BrokerRequest> {
  const parsed = parseFlags(args, KNOWN);
  if (!parsed.ok) return parsed;
  const { texts, switches } = parsed.value;
  if (switches.has('help')) return ok({ kind: 'help' });
  const errors: InputError[] = [];
  const read = <T>(name: string, check: Check<T>, otherwise: T): T => {
    const text = texts.get(name);
    if (text === undefined) return otherwise;
    const checked = check(readValue(text), `--${name}`);
    if (checked.ok) return checked.value;
    errors.push(...checked.errors.map((error) => ({ ...error, value: JSON.stringify(text) })));
    return otherwise;
  };
  const { qos2Forward, sendQuota, queueLimit, overlapping, acknowledge } = SOCKET_BROKER;
  const request: BrokerRequest = {
    kind: 'serve',
    host: read('host', textCheck('a name or an address of this machine'), DEFAULT_HOST),
    port: read('port', checkPort, DEFAULT_PORT),
    wsPort: read<number | undefined>('ws-port', checkPort, undefined),
    broker: {
      ...SOCKET_BROKER,
      qos2Forward: read('qos2-forward', checkWith(handOverSchema), qos2Forward),
      sendQuota: read('inflight', checkWith(LIMITS.receiveMaximum), sendQuota),
      queueLimit: read('queue', checkWith(LIMITS.queueLimit), queueLimit),
      overlapping: read('overlapping', checkWith(overlapSchema), overlapping),
      acknowledge: read('acknowledge', checkWith(ackSchema), acknowledge),
    },
    trace: read<string | undefined>('trace', textCheck('a file'), undefined),
  };
  return errors.length > 0 ? failed(errors) : ok(request);
}

type Check<T> = (value: number | string, field: string) => Result<T>;

function checkWith<T>(schema: Parameters<typeof parseValue<T>>[0]): Check<T> {
  return (value, field) => parseValue(schema, value, field);
}

function checkPort(value: number | string, field: string): Result<number> {
  const isPort = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= PORT_MAX;
  if (isPort) return ok(Number(value));
  const expected = `a whole number from 0 (any free port) to ${PORT_MAX}`;
  return failed([{ field, value: String(value), expected }]);
}

/** `-` would be the standard output, which says where the broker listens. */
function textCheck(expected: string): Check<string> {
  return (value, field) => {
    const isText = value !== '' && value !== '-';
    return isText ? ok(String(value)) : failed([{ field, value: String(value), expected }]);
  };
}

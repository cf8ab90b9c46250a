// How our broker is set so as to be held against each recorded one: the choices that the
// specification leaves open, once for each broker, and what its configuration file said.
import { BROKER_DEFAULTS, type BrokerOptions } from '../../mqtt/broker/options.ts';
import type { Effect } from '../../mqtt/effect.ts';
import type { ProtocolVersion } from '../../mqtt/packets/packet.ts';
import type { BrokerRecording, RecordedBroker } from './brokerFile.ts';

/** When a broker writes down what it must not lose. */
export type Autosave = 'never' | 'at exit' | 'on changes';

type Choices = Partial<BrokerOptions> & {
  readonly overlappingIn?: Readonly<Record<ProtocolVersion, BrokerOptions['overlapping']>>;
};

/** In all four, what a PUBLISH makes the broker forward goes out before its acknowledgement. */
const CHOICES: Readonly<Record<RecordedBroker, Choices>> = {
  mosquitto21: {
    qos2Forward: 'pubrel',
    overlapping: 'each',
    sendQuota: 20,
    receiveMaximum: 20,
    topicAliasMaximum: 10,
  },
  mosquitto: {
    qos2Forward: 'pubrel',
    overlappingIn: { 4: 'one', 5: 'each' },
    sendQuota: 20,
    receiveMaximum: 20,
    topicAliasMaximum: 10,
  },
  aedes: { qos2Forward: 'publish', overlapping: 'one' },
  paho: {
    qos2Forward: 'publish',
    overlapping: 'one',
    receiveMaximum: 20,
    topicAliasMaximum: 10,
  },
};

export function optionsOf({ broker, file }: BrokerRecording): BrokerOptions {
  const { overlappingIn, ...choices } = CHOICES[broker];
  const inFlight = confNumber(file.brokerConf, 'max_inflight_messages');
  const queued = confNumber(file.brokerConf, 'max_queued_messages');
  return {
    ...BROKER_DEFAULTS,
    acknowledge: 'last',
    ...choices,
    ...(overlappingIn === undefined ? {} : { overlapping: overlappingIn[file.protocolVersion] }),
    ...(inFlight === undefined ? {} : { sendQuota: inFlight, receiveMaximum: inFlight }),
    ...(queued === undefined ? {} : { queueLimit: queued }),
  };
}

export function autosaveOf({ broker, file }: BrokerRecording): Autosave {
  const hasStore = broker === 'mosquitto21' || broker === 'mosquitto';
  if (!hasStore || file.persistence === false) return 'never';
  return file.brokerConf?.includes('autosave_on_changes true') ? 'on changes' : 'at exit';
}

/** What mosquitto counts for `autosave_on_changes`; an incoming QoS 2 message is not of it. */
export function isSavedChange(effect: Effect): boolean {
  if (effect.kind === 'store-entry') return effect.entry.store !== 'incoming';
  return effect.kind === 'start-session' || effect.kind === 'add-subscription';
}

/** The number after a name in lines such as `max_queued_messages 3`. */
function confNumber(lines: readonly string[] | undefined, name: string): number | undefined {
  const line = lines?.find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

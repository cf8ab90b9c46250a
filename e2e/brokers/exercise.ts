// What MQTT.js is asked to do, in Node and in the page alike: two clients with kept sessions, and a
// network that breaks both connections in the middle of a stream of messages. Playwright sends the
// function to the page as text: it uses nothing but its arguments.
import type { IClientOptions, MqttClient } from 'mqtt';

export interface Mqtt {
  connectAsync(address: string, options: IClientOptions): Promise<MqttClient>;
}

export interface Exercise {
  readonly address: string;
  readonly version: 4 | 5;
  readonly qos: 0 | 1 | 2;
  /** Tells the clients of this exercise from others. */
  readonly name: string;
  readonly messages: number;
}

/** @returns the payloads that the subscriber got */
export async function exercise(
  mqtt: Mqtt,
  { address, version, qos, name, messages }: Exercise,
  cut: () => Promise<void>,
): Promise<readonly string[]> {
  const options = (role: string): IClientOptions => ({
    protocolVersion: version,
    clientId: `${name}-${role}`,
    clean: false,
    reconnectPeriod: 50,
    ...(version === 5 ? { properties: { sessionExpiryInterval: 600 } } : {}),
  });
  const received: string[] = [];
  let onChange = (): void => {};
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      onChange = () => {
        if (isSo()) resolve();
      };
      onChange();
    });
  const subscriber = await mqtt.connectAsync(address, options('sub'));
  const publisher = await mqtt.connectAsync(address, options('pub'));
  let connections = 2;
  for (const client of [subscriber, publisher]) {
    client.on('connect', () => {
      connections++;
      onChange();
    });
  }
  subscriber.on('message', (_, payload) => {
    received.push(payload.toString());
    onChange();
  });
  await subscriber.subscribeAsync(name, { qos });

  const middle = Math.floor(messages / 2);
  const sent: Promise<unknown>[] = [];
  // PUBREL sent again after its PUBCOMP was lost: the broker does not know the identifier any more,
  // which is as it should be, and which MQTT.js takes for a failure.
  const notFound = 0x92;
  const publish = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const done = publisher.publishAsync(name, `m${i}`, { qos }).catch((error) => {
        if (error.code !== notFound) throw error;
      });
      sent.push(done);
    }
  };
  publish(0, middle);
  if (qos === 0) {
    // What is on its way when a connection breaks is lost: let all of it arrive.
    await until(() => received.length === middle);
    await cut();
    await until(() => connections === 4);
    publish(middle, messages);
  } else {
    publish(middle, messages);
    await until(() => received.length > 0);
    await cut();
  }
  await Promise.all(sent);
  await until(() => new Set(received).size === messages);
  await Promise.all([publisher.endAsync(), subscriber.endAsync()]);
  return received;
}

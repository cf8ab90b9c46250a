// A load of messages through a broker: one MQTT.js client publishes, one is subscribed. The same
// for every broker.

import { connectAsync, type MqttClient } from 'mqtt';

export interface Load {
  readonly qos: 0 | 1 | 2;
  readonly messages: number;
}

const TOPIC = 'bench';
const PAYLOAD = '21.5 °C, 48 % relative humidity, door closed';
/**
 * How many messages are under way at once: published, and not yet both acknowledged to the publisher
 * and received by the subscriber. Fewer than any broker lets wait for a subscriber.
 */
export const WINDOW = 200;

/** @returns seconds from the first publish to the last message and the last acknowledgement */
export async function sendLoad(address: string, { qos, messages }: Load): Promise<number> {
  const options = { protocolVersion: 4, reconnectPeriod: 0 } as const;
  const [publisher, subscriber] = await Promise.all([
    connectAsync(address, options),
    connectAsync(address, options),
  ]);
  await subscriber.subscribeAsync(TOPIC, { qos });
  const start = performance.now();
  await pump(publisher, subscriber, qos, messages);
  const tookMs = performance.now() - start;
  await Promise.all([publisher.endAsync(), subscriber.endAsync()]);
  return tookMs / 1000;
}

export function pump(
  publisher: MqttClient,
  subscriber: MqttClient,
  qos: 0 | 1 | 2,
  messages: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('a connection was closed'));
    publisher.once('close', stop);
    subscriber.once('close', stop);
    let [begun, acknowledged, received] = [0, 0, 0];
    const goOn = (): void => {
      const done = Math.min(acknowledged, received);
      if (done === messages) resolve();
      while (begun < messages && begun - done < WINDOW) {
        begun++;
        publisher.publish(TOPIC, PAYLOAD, { qos }, noteAcknowledged);
      }
    };
    const noteAcknowledged = (error?: Error): void => {
      if (error) reject(error);
      acknowledged++;
      goOn();
    };
    subscriber.on('message', () => {
      received++;
      goOn();
    });
    goOn();
  });
}

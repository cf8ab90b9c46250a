// The libraries whose code is shown, by name.

import { espIdf } from './espIdf.ts';
import { hivemq } from './hivemq.ts';
import { mosquitto } from './mosquitto.ts';
import { mqttJs } from './mqttJs.ts';
import { paho } from './paho.ts';
import type { Library, LibraryName } from './snippet.ts';

export const LIBRARY: Readonly<Record<LibraryName, Library>> = {
  mqttjs: mqttJs,
  paho,
  hivemq,
  mosquitto,
  espidf: espIdf,
};

// The run's setting at the playhead, as code is made of it; another one whenever that changes.

import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SimTime } from '../../base/time.ts';
import { type CodeMessage, messagesOf } from '../../lessons/code/codeSettings.ts';
import type { ClientSettings, Scenario, ScriptEntry } from '../../scenario/scenario.ts';
import { clientAt, clientsAt, networkAt } from '../../store/clients.ts';
import { type Controls, type ControlsState, UNTOUCHED } from '../../store/controls.ts';
import type { RunState } from '../../store/run.ts';
import { useInstant, useScope, useVersion } from '../scopeContext.ts';
import { type Coded, secondCopy } from './coded.ts';

export function useCodedRun(controls: Controls | undefined): Coded {
  const { run } = useScope();
  const state = useStore(run.state);
  const t = useInstant();
  const version = useVersion();
  const next = useStore(controls?.state ?? NEXT_UNKNOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the index grows with the version; what controls say is in next
  return useMemo(() => {
    const scenario = scenarioAt(state, t);
    return {
      scenario,
      byHand: nextByHand(controls, t),
      messages: messagesOf(scenario),
      twice: twiceUntil(state, t),
    };
  }, [state.scenario, state.commands, state.index, t, version, controls, next]);
}

const NEXT_UNKNOWN = {
  getState: (): ControlsState => UNTOUCHED,
  getInitialState: (): ControlsState => UNTOUCHED,
  subscribe: () => () => {},
};

function nextByHand(controls: Controls | undefined, t: SimTime): CodeMessage | undefined {
  const client = controls?.publisherAt(t)?.id;
  if (controls === undefined || client === undefined) return undefined;
  const { nextQos: qos } = controls.state.getState();
  return { key: 'by hand', client, topic: controls.topicAt(t), qos };
}

/** Who is in the run, with what is changed, publishing what they do; what was done by hand is script. */
function scenarioAt(run: RunState, t: SimTime): Scenario {
  const { scenario, index, commands } = run;
  const running = index.patternsAt(t);
  const clients = clientsAt(run, t).map((client): ClientSettings => {
    const own = running.filter((one) => one.client === client.id).map(({ pattern }) => pattern);
    const names = new Set(own.map(({ name }) => name));
    const others = client.publishes.filter(({ name }) => !names.has(name));
    const publishes = [...others, ...own];
    return { ...(clientAt(run, client.id, t) ?? client), publishes };
  });
  const given = commands.filter(({ at }) => at <= t);
  const byHand = given.map(({ command }): ScriptEntry => ({ atMs: 0, command }));
  const network = networkAt(run, t);
  return { ...scenario, clients, network, script: [...scenario.script, ...byHand] };
}

function twiceUntil({ index }: RunState, t: SimTime): ReadonlySet<string> {
  return new Set(
    index.deliveries
      .filter(({ at, callbacks }) => at <= t && callbacks > 1)
      .map(({ messageUid, subscriber, level }) =>
        secondCopy(index.message(messageUid)?.publisher ?? '', subscriber, level),
      ),
  );
}

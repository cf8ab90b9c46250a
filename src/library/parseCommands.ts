// A run's commands from outside → commands in order of time, about clients that are there.

import { failed, type InputError, ok, type Result } from '../base/result.ts';
import { fromMs, type SimTime } from '../base/time.ts';
import { parseCommand, showValue } from '../scenario/parse.ts';
import { clientOf, type Scenario, type TimedCommand } from '../scenario/scenario.ts';

const DAY = fromMs(86_400_000);

/** @param input each with its instant in whole microseconds, such as a link's */
export function parseCommands(
  input: unknown,
  { clients, script }: Scenario,
): Result<readonly TimedCommand[]> {
  if (!Array.isArray(input)) {
    return failed([{ field: 'commands', value: showValue(input), expected: 'a list' }]);
  }
  const errors: InputError[] = [];
  const commands: TimedCommand[] = [];
  const ids = clients.map(({ id }) => id);
  for (const { command } of script) if (command.kind === 'add-client') ids.push(command.client.id);
  let last = 0 as SimTime;
  input.forEach((each: unknown, i) => {
    const field = `commands.${i}`;
    const { at, command } = Object(each) as { readonly at?: unknown; readonly command?: unknown };
    const parsed = parseCommand(command, `${field}.command`);
    if (!parsed.ok) errors.push(...parsed.errors);
    const isDue = isInstant(at) && at >= last;
    if (isDue) last = at;
    else {
      const expected = `whole microseconds from ${last} to ${DAY}, in order of time`;
      errors.push({ field: `${field}.at`, value: showValue(at), expected });
    }
    if (!parsed.ok || !isDue) return;
    const client = clientOf(parsed.value);
    if (client !== undefined && !ids.includes(client)) {
      const expected = `one of the clients: ${ids.join(', ')}`;
      errors.push({ field: `${field}.command.client`, value: showValue(client), expected });
    }
    if (parsed.value.kind === 'add-client') ids.push(parsed.value.client.id);
    commands.push({ at, command: parsed.value });
  });
  return errors.length > 0 ? failed(errors) : ok(commands);
}

function isInstant(at: unknown): at is SimTime {
  return typeof at === 'number' && Number.isInteger(at) && at <= DAY;
}

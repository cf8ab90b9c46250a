// The way from the frame to the application: the same run, with what was done to it here.

import { formatCommands } from '../scenario/linkCommands.ts';
import { useRun } from '../views/scopeContext.ts';
import styles from './EmbedPage.module.css';
import type { Embed } from './parameters.ts';

export function OpenLink({ embed }: { readonly embed: Embed }) {
  const given = useRun((state) => state.commands);
  // Before it is simulated, and after a reset, they are the link's own.
  const commands = given.length > 0 ? given : embed.link.commands;
  const parts = embed.query.split('&').filter((part) => part !== '' && !part.startsWith('do='));
  if (commands.length > 0) parts.push(`do=${formatCommands(commands)}`);
  // In full, because it is printed too.
  const { href } = new URL(`./#/simulate?${parts.join('&')}`, location.href);
  return (
    <a className={styles.open} href={href} target="_blank" rel="noopener">
      Open in QoScope
    </a>
  );
}

// The embed as text to paste, for the tool that the author writes with.

import { useState } from 'react';
import { parseEmbedBase } from '../../exports/embedBase.ts';
import {
  type Embedding,
  formatSnippet,
  SNIPPETS,
  type SnippetName,
} from '../../exports/snippets.ts';
import { copyText } from '../../ui/copyText.ts';
import { Hint } from '../../ui/Hint.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useRun } from '../../views/scopeContext.ts';
import { titleOfRun } from '../share/runText.ts';
import { sayBytes } from '../share/sayBytes.ts';
import { AddressField } from './AddressField.tsx';
import styles from './Authoring.module.css';
import { pageBase } from './loadElement.ts';
import { SnippetPiece } from './SnippetPiece.tsx';
import type { MadeFallback } from './useFallback.ts';

interface SnippetPartProps {
  readonly parameters: Readonly<Record<string, string>>;
  readonly made: MadeFallback;
}

const TOOLS = (Object.keys(SNIPPETS) as SnippetName[]).map((value) => ({
  value,
  label: SNIPPETS[value].tool,
}));
/** An element as long is hard to keep in a page's source. */
const LENGTH_GOOD = 2000;

export function SnippetPart({ parameters, made }: SnippetPartProps) {
  const title = useRun(titleOfRun);
  const [tool, setTool] = useState<SnippetName>('html');
  const [address, setAddress] = useState(pageBase);
  const [withPicture, setPicture] = useState(true);
  const [said, setSaid] = useState('');
  const base = parseEmbedBase(address);
  const embedding =
    base.ok && made.kind !== 'making'
      ? { base: base.value, parameters, title, fallback: fallbackOf(made, withPicture) }
      : undefined;
  const { length } = Object.values(parameters).join('');

  async function copy(text: string): Promise<void> {
    const isCopied = await copyText(text);
    setSaid(isCopied ? `Copied, ${sayBytes(text.length)}.` : 'Select the text and copy it.');
  }

  return (
    <section className={styles.part} aria-label="Snippet">
      <h3 className={styles.title}>Snippet</h3>
      <div className={styles.sizes}>
        <Select label="For a page in" options={TOOLS} value={tool} onChange={setTool} />
        <AddressField text={address} base={base} onChange={setAddress} />
      </div>
      {tool === 'frame' ? undefined : (
        <>
          <Switch
            label="Static picture, for print and where no script runs"
            checked={withPicture}
            onChange={setPicture}
          />
          <Hint>{sayPicture(made)}</Hint>
        </>
      )}
      {length > LENGTH_GOOD ? (
        <Hint>
          What makes this run takes {length.toLocaleString('en')} characters: a preset with few
          settings is easier to keep in a page.
        </Hint>
      ) : undefined}
      {embedding === undefined
        ? undefined
        : formatSnippet(tool, embedding).pieces.map((piece) => (
            <SnippetPiece key={piece.where} piece={piece} onCopy={(text) => void copy(text)} />
          ))}
      <p className={styles.said} role="status">
        {said}
      </p>
    </section>
  );
}

function fallbackOf(made: MadeFallback, withPicture: boolean): Embedding['fallback'] {
  if (made.kind !== 'made') return { image: undefined, alt: '', sentences: [] };
  return withPicture ? made.fallback : { ...made.fallback, image: undefined };
}

function sayPicture(made: MadeFallback): string {
  if (made.kind === 'making') return 'Making it from the run …';
  if (made.kind === 'failed') return `It could not be made: ${made.message}.`;
  const { image } = made.fallback;
  return image === undefined
    ? 'There is too much in this run for a picture: an earlier end has one. The sentences stand alone.'
    : `The ladder of what is played, ${sayBytes(image.length)} of the snippet. Its sentences stay without it.`;
}

// The button that shows the setting on the screen as code. What it shows is loaded when it is first
// asked for.

import { type ComponentType, useState } from 'react';
import { painted } from '../../store/painted.ts';
import { Button } from '../../ui/Button.tsx';
import { lazily } from '../lazily.ts';
import type { CodeDialogProps, CodeSubject } from './CodeDialog.tsx';

let Loaded: ComponentType<CodeDialogProps> | undefined;

function load(): ComponentType<CodeDialogProps> {
  Loaded ??= lazily(
    () => import('./CodeDialog.tsx').then(({ CodeDialog }) => CodeDialog),
    'The code',
  );
  return Loaded;
}

export function InYourCode(subject: CodeSubject) {
  const [Shown, setShown] = useState<ComponentType<CodeDialogProps>>();
  // A modal sheet styles all of the page anew: the press is answered first.
  const show = () => void painted().then(() => setShown(load));
  return (
    <>
      <Button onClick={show}>In your code</Button>
      {Shown === undefined ? undefined : <Shown {...subject} onClose={() => setShown(undefined)} />}
    </>
  );
}

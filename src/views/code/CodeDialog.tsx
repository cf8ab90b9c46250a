// The setting on the screen as code: of the run at its playhead, where time stands still meanwhile, or of a
// scenario by itself.

import { useEffect } from 'react';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Controls } from '../../store/controls.ts';
import type { ClientId, Qos } from '../../trace/event.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useScope } from '../scopeContext.ts';
import { Code } from './Code.tsx';
import { codedScenario } from './coded.ts';
import { useCodedRun } from './useCodedRun.ts';

/** What is shown; of the run unless a scenario is given. */
export interface CodeSubject {
  /** Whose next message it is about at first. */
  readonly controls?: Controls;
  /** Whom it is about at first. */
  readonly client?: ClientId;
  /** Not a run, but this. @see codedScenario */
  readonly advised?: { readonly scenario: Scenario; readonly level: Qos };
}

export interface CodeDialogProps extends CodeSubject {
  readonly onClose: () => void;
}

export function CodeDialog({ controls, client, advised, onClose }: CodeDialogProps) {
  return (
    <Dialog
      open
      title="In your code"
      size="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {advised === undefined ? (
        <CodeOfRun controls={controls} client={client} />
      ) : (
        <Code coded={codedScenario(advised.scenario, advised.level)} />
      )}
    </Dialog>
  );
}

interface CodeOfRunProps {
  readonly controls: Controls | undefined;
  readonly client: ClientId | undefined;
}

function CodeOfRun({ controls, client }: CodeOfRunProps) {
  const { playhead } = useScope();
  useEffect(() => playhead.pause(), [playhead]);
  return <Code coded={useCodedRun(controls)} client={client} />;
}

// The sheet of keys, as keyBindings.ts has them.

import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './KeySheet.module.css';
import { isOnScreen, KEY_GROUPS, type KeyScreen } from './keyBindings.ts';

interface KeySheetProps {
  readonly screen: KeyScreen;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function KeySheet({ screen, open, onClose }: KeySheetProps) {
  return (
    <Dialog
      open={open}
      title="Keys"
      size="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <div className={styles.groups}>
        {KEY_GROUPS.map(({ title, bindings }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {bindings
                .filter((one) => isOnScreen(one, screen))
                .map(({ shown, does }) => (
                  <div key={shown}>
                    <dt>
                      <Kbd>{shown}</Kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section aria-label="With the pointer">
          <h3 className={styles.title}>With the pointer</h3>
          <p className={styles.text}>
            Drag the ladder to move time, press it twice to go to an instant, turn the wheel with
            Ctrl or ⌘, or use two fingers, to zoom.
          </p>
        </section>
      </div>
    </Dialog>
  );
}

// The sheet of keys, as keyBindings.ts has them.

import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './KeySheet.module.css';
import { KEY_GROUPS } from './keyBindings.ts';

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
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
              {bindings.map(({ shown, does }) => (
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

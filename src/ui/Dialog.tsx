// A modal question or sheet on the native <dialog>: the platform traps focus, closes on Escape and
// gives focus back to where it was. Pressing the backdrop closes it too.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the foot, the most likely one last. */
  readonly actions?: ReactNode;
  /** `wide` for tables and code, `full` for what is worked in. */
  readonly size?: 'text' | 'wide' | 'full' | undefined;
  readonly onClose: () => void;
}

export function Dialog({ open, title, children, actions, size = 'text', onClose }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressedBackdrop = useRef(false);

  // Before paint, and its cleanup while the element is still in the page: only then can the platform
  // give focus back, also when the dialog is unmounted open.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!open || element === null) return undefined;
    element.showModal();
    markRoot();
    heading.current?.focus();
    return () => {
      element.close();
      markRoot();
    };
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-size={size}
      aria-labelledby={id}
      onClose={() => {
        if (open) onClose();
      }}
      onPointerDown={(event) => {
        pressedBackdrop.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        // Both ends of the press: a selection dragged out of the text closes nothing.
        if (pressedBackdrop.current && event.target === event.currentTarget) onClose();
      }}
      // Keys pressed in here are not the page's shortcuts.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 ref={heading} id={id} className={styles.title} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
        <div className={styles.body} tabIndex={0}>
          {open ? children : undefined}
        </div>
        {actions === undefined ? undefined : <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  );
}

/** The page behind does not scroll as long as one is open. */
function markRoot(): void {
  const isOpen = document.querySelector('dialog:modal') !== null;
  document.documentElement.toggleAttribute('data-modal', isOpen);
}

// A panel that is a column where there is room and slides in over the page where there is none. It is
// one element in both forms, so its content keeps its state when the window is turned or resized.
// As a drawer it is a native popover: the platform holds whether it is open, closes it on Escape or a
// press outside, and gives focus back. It is not modal: the picture beside it goes on.
import { type FocusEvent, type ReactNode, useRef } from 'react';
import { classNames } from './classNames.ts';
import styles from './Drawer.module.css';
import { Icon } from './Icon.tsx';

export interface DrawerProps {
  /** What openDrawer() and a button's popoverTarget name. */
  readonly id: string;
  readonly label: string;
  readonly side: 'left' | 'right' | 'bottom';
  readonly column: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Drawer({ id, label, side, column, className, children }: DrawerProps) {
  const body = useRef<HTMLDivElement>(null);

  function leave(event: FocusEvent<HTMLElement>): void {
    const next = event.relatedTarget;
    if (column || next === null || event.currentTarget.contains(next)) return;
    // The button that opened it closes it by itself; hiding first would make its press open it again.
    if (next.closest(`[popovertarget="${CSS.escape(id)}"]`) !== null) return;
    event.currentTarget.hidePopover();
  }

  return (
    <section
      id={id}
      className={classNames(styles.panel, column ? styles.column : styles.drawer, className)}
      data-side={side}
      aria-label={label}
      popover={column ? undefined : 'auto'}
      onBlur={leave}
      onToggle={(event) => {
        if (event.newState === 'open') body.current?.focus();
      }}
    >
      {column ? undefined : (
        <div className={styles.head}>
          <span className={styles.title} aria-hidden="true">
            {label}
          </span>
          <button
            type="button"
            className={styles.close}
            aria-label={`Close ${label}`}
            popoverTarget={id}
            popoverTargetAction="hide"
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      <div ref={body} className={styles.body} data-drawer-body tabIndex={column ? 0 : -1}>
        {children}
      </div>
    </section>
  );
}

// The page's frame: header, controls, centre, aside, and a fixed bar where thumbs work. It decides
// what is a column and what a drawer; what stands in the slots is the views' affair. The centre keeps
// its place in the tree in every form and variant, so nothing in it is ever mounted anew.
import { type ReactNode, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import { Drawer } from './Drawer.tsx';
import { Logo } from './Logo.tsx';
import { openDrawer } from './openDrawer.ts';
import styles from './Shell.module.css';
import { isHandheld, useShellLayout } from './useShellLayout.ts';

export interface ShellPanel {
  /** Names the landmark, the drawer and the button that opens it. */
  readonly label: string;
  readonly content: ReactNode;
}

export interface ShellOpeners {
  readonly openControls: () => void;
  readonly openAside: () => void;
}

export interface ShellProps {
  /** `focus`: logo, one action, the centre at reading width. `full`: everything given. */
  readonly variant: 'focus' | 'full';
  readonly nav?: ReactNode;
  /** Where the header has no room for them, they end the controls' drawer. */
  readonly actions?: ReactNode;
  readonly controls?: ShellPanel | undefined;
  readonly centre: ReactNode;
  readonly aside?: ShellPanel | undefined;
  /** The centre wants the room: controls are a column only where the screen is wide. */
  readonly stows?: boolean | undefined;
  /** Fixed at the foot of a phone's screen. Without it the header gets a button for the controls. */
  readonly bar?: ((openers: ShellOpeners) => ReactNode) | undefined;
}

export function Shell(props: ShellProps) {
  const { variant, nav, actions, centre, bar } = props;
  const layout = useShellLayout();
  const controlsId = useId();
  const asideId = useId();
  const main = useRef<HTMLElement>(null);

  const full = variant === 'full';
  const controls = full ? props.controls : undefined;
  const aside = full ? props.aside : undefined;
  const handheld = isHandheld(layout);
  const asDrawer = handheld || (props.stows === true && layout !== 'wide');
  const stowed = asDrawer && controls !== undefined;
  const barred = handheld && full && bar !== undefined;

  return (
    <div
      className={styles.shell}
      data-layout={layout}
      data-variant={variant}
      data-controls={controls !== undefined && !stowed}
      data-aside={aside !== undefined}
      data-barred={barred}
    >
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to the main part
      </button>
      <header className={styles.header}>
        <div className={styles.logo}>
          <Logo />
          <h1 className="visually-hidden">QoScope: MQTT’s quality of service, simulated</h1>
        </div>
        <div className={styles.nav}>{full ? nav : undefined}</div>
        <div className={styles.actions}>
          {stowed && handheld ? undefined : actions}
          {stowed && !barred ? (
            <Button popoverTarget={controlsId}>{controls.label}</Button>
          ) : undefined}
          {aside !== undefined && layout !== 'wide' ? (
            <Button popoverTarget={asideId}>{aside.label}</Button>
          ) : undefined}
        </div>
      </header>
      {controls === undefined ? undefined : (
        <Drawer
          id={controlsId}
          className={styles.controls}
          label={controls.label}
          side={layout === 'narrow' ? 'bottom' : 'left'}
          column={!asDrawer}
        >
          {controls.content}
          {stowed && handheld && actions !== undefined ? (
            <div className={styles.stowed}>{actions}</div>
          ) : undefined}
        </Drawer>
      )}
      <main key="centre" ref={main} className={styles.centre} tabIndex={-1}>
        <div className={styles.sheet}>{centre}</div>
      </main>
      {aside === undefined ? undefined : (
        <Drawer
          id={asideId}
          className={styles.aside}
          label={aside.label}
          side={layout === 'narrow' ? 'bottom' : 'right'}
          column={layout === 'wide'}
        >
          {aside.content}
        </Drawer>
      )}
      {barred ? (
        <div className={styles.bar}>
          {bar({
            openControls: () => openDrawer(controlsId),
            openAside: () => openDrawer(asideId),
          })}
        </div>
      ) : undefined}
    </div>
  );
}

// The screens of the application as links in the header; the current one stands on an ink line.
import styles from './NavTabs.module.css';

export interface NavTab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  /** Where it leads at the moment at which it is pressed; undefined: to `href`. */
  readonly hrefNow?: (() => string | undefined) | undefined;
}

interface NavTabsProps {
  readonly label: string;
  readonly tabs: readonly NavTab[];
}

export function NavTabs({ label, tabs }: NavTabsProps) {
  return (
    <nav className={styles.nav} aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          className={styles.tab}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          onClick={({ currentTarget }) => {
            const href = tab.hrefNow?.();
            if (href !== undefined) currentTarget.href = href;
          }}
        >
          {tab.label}
        </a>
      ))}
    </nav>
  );
}

// The screens of the application as links in the header; the current one stands on an ink line.
import styles from './NavTabs.module.css';

export interface NavTab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
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
        >
          {tab.label}
        </a>
      ))}
    </nav>
  );
}

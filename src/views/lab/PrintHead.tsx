// What stands above a part of the Lab on paper: its name, the day, and the link that says every setting.

import { useEffect, useState } from 'react';
import styles from './Lab.module.css';

export function PrintHead({ title }: { readonly title: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    // The address changes with every setting: what is printed is what it is then.
    const say = () => setSaid(`${new Date().toISOString().slice(0, 10)}, ${location.href}`);
    say();
    window.addEventListener('beforeprint', say);
    return () => window.removeEventListener('beforeprint', say);
  }, []);
  return (
    <div className={styles.paper}>
      <b>QoScope: {title}</b>
      <span>{said}</span>
    </div>
  );
}

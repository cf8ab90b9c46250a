// The columns of the table of events, in order.

import styles from './EventLog.module.css';

export const COLUMNS: readonly { readonly name: string; readonly className: string | undefined }[] =
  [
    { name: 'time', className: styles.time },
    { name: 'event', className: styles.what },
    { name: 'packet', className: styles.packet },
    { name: 'where', className: styles.where },
    { name: 'id', className: styles.id },
    { name: 'bytes', className: styles.bytes },
    { name: 'why', className: styles.why },
  ];

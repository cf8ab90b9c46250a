// The shape of a packet's type in the text's colour, as in the picture.

import type { PacketType } from '../../trace/event.ts';

export function PacketMark({ type }: { readonly type: PacketType }) {
  return (
    <svg
      width="11"
      height="11"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <Shape type={type} />
    </svg>
  );
}

function Shape({ type }: { readonly type: PacketType }) {
  switch (type) {
    case 'PUBLISH':
      return <rect x="1" y="3.5" width="14" height="9" rx="4.5" fill="currentColor" />;
    case 'PUBACK':
      return <circle cx="8" cy="8" r="6" />;
    case 'PUBREC':
      return <rect x="2.5" y="2.5" width="11" height="11" />;
    case 'PUBREL':
      return <path d="M8 1.2 14.8 8 8 14.8 1.2 8z" />;
    case 'PUBCOMP':
      return (
        <>
          <circle cx="8" cy="8" r="6.6" />
          <circle cx="8" cy="8" r="2.4" />
        </>
      );
    default:
      return <path d="M2 8h12" />;
  }
}

// The shape of a packet's type, drawn in the current colour: the same shapes as in the ladder.
import type { PacketType } from '../../trace/event.ts';

export function GlyphShape({ type, size }: { readonly type: PacketType; readonly size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={size < 12 ? 2.4 : 1.75}
      aria-hidden="true"
      focusable="false"
    >
      <ShapePath type={type} />
    </svg>
  );
}

function ShapePath({ type }: { readonly type: PacketType }) {
  switch (type) {
    case 'PUBLISH':
      return <rect x="1" y="3.5" width="14" height="9" rx="4.5" fill="var(--fill)" />;
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
          <circle cx="8" cy="8" r="2.8" />
        </>
      );
    default:
      return <path d="M2 8h12" />;
  }
}

/** Beside a packet that was lost. */
export function LossCross() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d="M1.5 1.5l9 9M10.5 1.5l-9 9" fill="none" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}

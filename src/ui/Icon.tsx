// The few signs that say more than a word in their place would. Decorative: the control they stand in
// carries the name.
const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  reset: 'M3.4 6.2A5 5 0 1 1 3 9M3.2 2.8v3.6h3.6',
  chevron: 'M4 6.5l4 4 4-4',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}

// The door of the chunk in which sharing, exporting and opening files are.

export { FileDrop } from './FileDrop.tsx';
export { ShareDialog } from './ShareDialog.tsx';

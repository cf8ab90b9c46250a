// Brings the inspector into view and gives it focus: in its column, or in the drawer that it stands in.

/** @returns whether there is one */
export function showInspector(): boolean {
  const section = document.getElementById('inspector');
  if (section === null) return false;
  const drawer = section.closest<HTMLElement>('[popover]');
  if (drawer !== null && !drawer.matches(':popover-open')) drawer.showPopover();
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'nearest' });
  return true;
}

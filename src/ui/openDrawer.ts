// Opens a Drawer by its id from code; from a button alone, `popoverTarget={id}` does it without any.
// A drawer that stands as a column is open already: then focus goes to it.
export function openDrawer(id: string): void {
  const panel = document.getElementById(id);
  if (panel === null) return;
  if (panel.popover === null) panel.querySelector<HTMLElement>('[data-drawer-body]')?.focus();
  else if (!panel.matches(':popover-open')) panel.showPopover();
}

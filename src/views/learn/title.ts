// What has the focus when somebody comes to another part of the course: its title.

export const TITLE_ID = 'learn-title';

export function focusTitle(preventScroll = false): void {
  document.getElementById(TITLE_ID)?.focus({ preventScroll });
}

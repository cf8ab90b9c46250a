// Which control is nearest to one that has gone: the next in its group, else the last of it, else the
// same in the group around that.

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** All that it stands in, from within. */
export function parentsOf(element: Element): readonly Element[] {
  const parents: Element[] = [];
  for (let one = element.parentElement; one !== null; one = one.parentElement) parents.push(one);
  return parents;
}

/**
 * @param gone is not in the page, or cannot be used
 * @param parents of it, while it was there; see `parentsOf`
 * @param next what stood behind the part that was taken out, if anything did
 */
export function nearestControl(
  gone: Element,
  parents: readonly Element[],
  next: Node | null,
): HTMLElement | undefined {
  let inner = gone;
  for (const parent of parents) {
    const controls = [...parent.querySelectorAll<HTMLElement>(CONTROLS)].filter(isUsable);
    const mark = inner.isConnected ? inner : next;
    inner = parent;
    if (!parent.isConnected || controls.length === 0) continue;
    return controls.find((one) => isFrom(mark, one)) ?? controls.at(-1);
  }
  return undefined;
}

function isUsable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility();
}

/** It is `mark`, in it or behind it. */
function isFrom(mark: Node | null, element: Element): boolean {
  if (mark === null || !mark.isConnected) return false;
  const isBehind = mark.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return mark === element || isBehind !== 0;
}

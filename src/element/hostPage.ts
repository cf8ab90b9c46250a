// What all elements of a host's page share: one listener for messages and one for the system's
// theme, one observer of attributes and one of who comes near the screen. They are there from the
// first element to the last.
import { SYSTEM_IS_DARK } from './hostTheme.ts';

/** What an element on the page wants to hear of. */
export interface Member {
  readonly receive: (event: MessageEvent<unknown>) => void;
  /** Its attributes may have changed, or the host's theme. */
  readonly refresh: () => void;
  /** It is on the screen, or close to it. */
  readonly approach: () => void;
}

/** So far from the screen an element begins to load, in CSS px. */
const NEAR = '300px';

const members = new Map<Element, Member>();

/** Made with the first element: where pages are rendered, on a server, there is none of this. */
let page: ReturnType<typeof observePage> | undefined;

function observePage() {
  const approaches = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) members.get(target)?.approach();
      }
    },
    { rootMargin: NEAR },
  );
  return {
    changes: new MutationObserver(refreshAll),
    approaches,
    systemTheme: matchMedia(SYSTEM_IS_DARK),
  };
}

export function joinPage(element: Element, member: Member): void {
  page ??= observePage();
  const { changes, approaches, systemTheme } = page;
  const observe = (one: Element) => changes.observe(one, { attributes: true });
  if (members.size === 0) {
    addEventListener('message', receive);
    systemTheme.addEventListener('change', refreshAll);
    observe(document.documentElement);
    observe(document.body);
  }
  members.set(element, member);
  observe(element);
  approaches.observe(element);
}

export function leavePage(element: Element): void {
  members.delete(element);
  page?.approaches.unobserve(element);
  if (members.size > 0) return;
  removeEventListener('message', receive);
  page?.systemTheme.removeEventListener('change', refreshAll);
  page?.changes.disconnect();
}

function receive(event: MessageEvent<unknown>): void {
  for (const member of members.values()) member.receive(event);
}

function refreshAll(): void {
  for (const member of members.values()) member.refresh();
}

// Has the host's page know how high the frame would like to be: all of its parts, and a picture of the
// height that its width asks for. In a frame of another height the picture takes what is left.

import { useEffect } from 'react';
import type { Host } from './host.ts';

/** @param room the picture's */
export function useHeight(page: HTMLElement | null, room: HTMLElement | null, host: Host): void {
  useEffect(() => {
    if (page === null || room === null) return;
    function tell(): void {
      if (page !== null && room !== null) host.setHeight(wantedHeight(page, room));
    }
    const observer = new ResizeObserver(tell);
    for (const part of page.children) observer.observe(part);
    // A part that comes or goes changes the room of the picture, which is observed.
    observer.observe(page);
    return () => observer.disconnect();
  }, [page, room, host]);
}

function wantedHeight(page: HTMLElement, room: HTMLElement): number {
  const wanted = Number.parseFloat(getComputedStyle(room).flexBasis);
  const others = [...page.children].filter((part) => part !== room);
  const style = getComputedStyle(page);
  const gaps = others.length * Number.parseFloat(style.rowGap);
  const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  const heights = others.map((part) => part.getBoundingClientRect().height);
  return Math.ceil(heights.reduce((sum, height) => sum + height, wanted + gaps + padding));
}

/** Scrolls an element into sight: gliding, unless the reader has asked for less motion. */
export function bringIntoSight(element: Element | null | undefined, block: ScrollLogicalPosition): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block, behavior: still ? 'auto' : 'smooth' });
}

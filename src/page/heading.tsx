import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a result begins with; takes the focus once, when the result comes. */
export function Heading({ children }: { readonly children: ComponentChildren }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return <h2 tabIndex={-1} ref={heading}>{children}</h2>;
}

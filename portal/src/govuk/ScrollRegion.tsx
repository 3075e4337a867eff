import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Something wider than a phone scrolls in its own box, so that the page never does. Only while it
 * overflows is the box a region that the keyboard can reach: otherwise it would be one stop too many.
 */
export function ScrollRegion({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);

  return (
    <div ref={box} className="app-scroll-region" {...(overflows && { role: "region", "aria-labelledby": labelledBy, tabIndex: 0 })}>
      {children}
    </div>
  );
}

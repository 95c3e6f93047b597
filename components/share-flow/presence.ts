/** Asked at a press: whether the person who made it has been at the panel for a while, and the panel has stood still. */
export type Presence = (press: Event) => boolean;

/** A press sooner than this may have been meant for what stood there before. */
const settledAfterMs = 500;
/** Movement in pixels that rounding can explain. */
const slackPx = 2;
/** Widest range of what browsers zoom to, with slack: screen pixels for one pixel of the page. */
const zoom = { least: 0.2, most: 6 };

interface Spot {
  /** Of the screen. */
  screen: { x: number; y: number };
  /** Of the panel. */
  own: { x: number; y: number };
}

const spotOf = ({ screenX, screenY, clientX, clientY }: MouseEvent): Spot => ({
  screen: { x: screenX, y: screenY },
  own: { x: clientX, y: clientY },
});

/** Along one axis, a pointer over a panel that stands still covers as much of the panel as of the screen, but for zoom. */
const isStill = (onScreen: number, inPanel: number): boolean => {
  if (Math.abs(inPanel) <= slackPx) return Math.abs(onScreen) <= slackPx * zoom.most;
  const ratio = onScreen / inPanel;
  return ratio >= zoom.least && ratio <= zoom.most;
};

const hasStood = (before: Spot, now: Spot): boolean =>
  isStill(now.screen.x - before.screen.x, now.own.x - before.own.x) &&
  isStill(now.screen.y - before.screen.y, now.own.y - before.own.y);

/**
 * Follows the pointer and the focus in a framed panel. A page cannot see either, but it can put the panel under a
 * pointer that is about to press, take a window away from above it, or hand it the focus between two keys.
 * @param page the panel's window; its listeners live as long as the panel does
 * @param now milliseconds that only grow
 */
export const watchPresence = (page: Window, now: () => number): Presence => {
  let pointerSince: number | undefined;
  let focusSince: number | undefined = page.document.hasFocus() ? now() : undefined;
  let spot: Spot | undefined;

  const follow = (event: MouseEvent) => {
    const next = spotOf(event);
    if (pointerSince === undefined || (spot !== undefined && !hasStood(spot, next))) pointerSince = now();
    spot = next;
  };
  const forgetPointer = () => {
    pointerSince = undefined;
    spot = undefined;
  };
  const listen = (target: EventTarget, type: string, hear: (event: Event) => void) =>
    target.addEventListener(type, (event) => event.isTrusted && hear(event));

  listen(page.document, 'pointermove', (event) => follow(event as MouseEvent));
  listen(page.document, 'pointerdown', (event) => follow(event as MouseEvent));
  listen(page.document.documentElement, 'pointerleave', forgetPointer);
  // Those of elements do not bubble: what is heard here is the window's own.
  listen(page, 'focus', () => {
    focusSince = now();
  });
  listen(page, 'blur', () => {
    focusSince = undefined;
  });
  listen(page.document, 'visibilitychange', () => {
    forgetPointer();
    focusSince = page.document.hasFocus() ? now() : undefined;
  });

  const isOldEnough = (since: number | undefined) => since !== undefined && now() - since >= settledAfterMs;
  return (press) => {
    const isKey = (press as MouseEvent).detail === 0;
    if (isKey) return isOldEnough(focusSince);
    follow(press as MouseEvent);
    return isOldEnough(pointerSince);
  };
};

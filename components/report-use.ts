import type { Client } from '../lib/messaging/client';

/** A use is told at most so often; the shortest time after which keys are locked is five minutes. */
const tellEveryMs = 20_000;

/**
 * Tells the background that a person is there: a press, a key or a turn of the wheel. Polling tells nothing, so a page
 * that is left open does not keep keys open.
 */
export const reportUse = (client: Client, page: Window): void => {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (event: Event) => {
    if (!event.isTrusted || event.timeStamp - toldAt < tellEveryMs) return;
    toldAt = event.timeStamp;
    void client('vault.used', {});
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel'])
    page.addEventListener(kind, tell, { capture: true, passive: true });
};

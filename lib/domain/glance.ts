import type { KnownHead } from './image';
import type { Profile } from './profile';
import type { Settings } from './settings';

/** Name of the session value that holds the popup's last glance. */
export const glanceKey = 'glance';

/**
 * What the popup showed when it was last open, so that the next opening draws it before any answer. It is kept in memory
 * until the browser closes, holds no account and no secret, and decides nothing: the background is asked all the same.
 */
export interface Glance {
  language: Settings['language'];
  profiles: Profile[];
  /** The first of the images in the popup's order. */
  heads: KnownHead[];
}

/** A point of the page, in CSS pixels of its viewport. */
export interface Point {
  x: number;
  y: number;
}

/**
 * What a page does to have a person press something unseen. All of it is source that runs in the page, the functions
 * as a property of `watcher`.
 */
export interface Cover {
  name: string;
  /** What a person would be made to believe or to miss. */
  threat: string;
  /** `(at, island) => Point | void`: lays the trap around the point of *Apply*; gives the point that is pressed instead. */
  lay: string;
  /** How often the person presses; twice for a bait that asks for a double click. */
  presses?: number;
  /** The press is a key: the page takes the focus away first, and `lay` hands it over. */
  isKey?: boolean;
}

/** What a page's script does by itself; it runs beside a plan that only waits for *Apply*. */
export interface Script {
  name: string;
  threat: string;
  /** Source of `async (given) => string[]`: does it, and tells what it learned or reached; nothing is a pass. */
  play: string;
}

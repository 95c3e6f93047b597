import type { ProductId } from '../domain/product';

/** What a console page seems to show. Hints, never the truth: the API is asked before anything is done with them. */
export interface ConsoleReading {
  product: ProductId;
  /** Region as the console writes it, which may be a number of its own; empty when the page did not tell. */
  region: string;
  /** Images picked on the page, own custom images only, in page order and without duplicates. */
  imageIds: string[];
  /** Root account that is logged in to the console, digits; empty when unknown. */
  consoleAccount: string;
  /** What could not be read: 'region', 'region-differs', 'account', 'tab', 'image', 'page'. */
  gaps: string[];
}

/** Reads one product's console pages. Pure, and never throws. */
export interface ConsoleReader {
  product: ProductId;
  /** Host names of the product's consoles, in lower case. */
  hosts: readonly string[];
  /** Matches the id of an own custom image as a whole, as the console writes it. */
  imageId: RegExp;
  isImagePage(url: URL): boolean;
  /** @param cookies the page's `document.cookie` */
  read(url: URL, doc: Document, cookies: string): ConsoleReading;
}

/** @returns match patterns of the readers' hosts, for the manifest */
export const patternsOf = (readers: readonly Pick<ConsoleReader, 'hosts'>[]): string[] =>
  readers.flatMap(({ hosts }) => hosts.map((host) => `https://${host}/*`));

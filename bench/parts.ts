import type { Measured } from './row.ts';

/** A part of the bench. A new one is a module in this folder and an entry below. */
export interface BenchPart {
  /** As in `npm run bench -- name`. */
  name: string;
  title: string;
  /** Loads the part's module and measures; all parts together stay under ten minutes. Rejects when it cannot be done. */
  measure(): Promise<Measured>;
}

/** In the order in which they run. */
export const parts: readonly BenchPart[] = [
  {
    name: 'job',
    title: 'Time of a job, at 80 ms latency and the vendor’s rates',
    measure: async () => (await import('./job-time.ts')).measureJobTime(),
  },
  {
    name: 'bad-ids',
    title: 'Ids that belong to nobody',
    measure: async () => (await import('./bad-ids.ts')).measureBadIds(),
  },
  {
    name: 'paste',
    title: 'Reading pasted lists',
    measure: async () => (await import('./paste.ts')).measurePaste(),
  },
  {
    name: 'signing',
    title: 'Signing',
    measure: async () => (await import('./signing.ts')).measureSigning(),
  },
  {
    name: 'storage',
    title: 'What a call leaves on disk',
    measure: async () => (await import('./storage/storage.ts')).measureStorage(),
  },
  {
    name: 'opening',
    title: 'Opening the popup, waking the worker',
    measure: async () => (await import('./opening/opening.ts')).measureOpening(),
  },
  {
    name: 'panel',
    title: 'Opening the panel',
    measure: async () => (await import('./panel-opening.ts')).measurePanelOpening(),
  },
  {
    name: 'page',
    title: 'What console pages pay',
    measure: async () => (await import('./page-cost.ts')).measurePageCost(),
  },
  {
    name: 'results',
    title: 'Scrolling results',
    measure: async () => (await import('./results.ts')).measureResults(),
  },
];

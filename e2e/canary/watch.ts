import type { Driver, Surface } from '../drivers/surface.ts';
import { canaries } from './canaries.ts';
import { createFinder } from './finder.ts';
import { needlesOf } from './needles.ts';
import { type Hit, type Searched, searchFolder } from './search.ts';
import { findInTraffic } from './traffic.ts';

const find = createFinder(needlesOf(canaries));

export interface WatchOptions {
  /** Folder of the browser profile; the browser's console output and its downloads are in it too. */
  profile: string;
  /** Whether the session token may go to a host in its header. */
  mayHaveToken: (host: string) => boolean;
}

/** Looks for canaries in all that a browser leaves behind. */
export interface CanaryWatch {
  /** Takes what came over a connection, told apart by number. */
  receive(connection: number, bytes: Buffer): void;
  /** The same driver, whose pages are also looked at before they are pictured or closed. */
  through<D extends Driver>(driver: D): D;
  /** Looks at every open page, every file of the profile and all received bytes. */
  look(driver?: Driver): Promise<Searched>;
}

const inText = (where: string, text: string): Hit[] =>
  find(Buffer.from(text)).map((found) => ({ where, ...found }));

/** @returns a line for each hit: which canary, in which form, where; never the canary itself */
export const tellHits = (hits: readonly Hit[]): string[] => [
  ...new Set(hits.map(({ where, needle, at }) => `${needle.name}, ${needle.form}, in ${where} at ${at}`)),
];

/** A browser that is gone has no pages. */
const contentsOf = (driver: Driver): Promise<(string | undefined)[]> =>
  Promise.race([driver.contents(), driver.closed.then(() => [])]);

/** Starts to watch one profile and one server. */
export const watchForCanaries = ({ profile, mayHaveToken }: WatchOptions): CanaryWatch => {
  const connections = new Map<number, Buffer[]>();
  /** Hits in pages that are gone. */
  const gone: Hit[] = [];
  const lookAt = async (surface: Surface) => {
    gone.push(...inText('a page before it was pictured or closed', await surface.contents()));
  };
  const watched = <S extends Surface>(surface: S): S => ({
    ...surface,
    screenshot: async (file: string) => {
      await lookAt(surface);
      await surface.screenshot(file);
    },
    close: async () => {
      await lookAt(surface);
      await surface.close();
    },
  });
  const received = (): Searched => {
    const streams = [...connections.values()].map((parts) => Buffer.concat(parts));
    const hits = streams.flatMap((bytes) => findInTraffic(find, bytes, mayHaveToken));
    return {
      files: 0,
      unread: 0,
      bytes: streams.reduce((sum, { length }) => sum + length, 0),
      hits: hits.map((found) => ({ where: 'what the servers received', ...found })),
    };
  };
  return {
    receive: (connection, bytes) => {
      const parts = connections.get(connection) ?? [];
      connections.set(connection, parts);
      parts.push(bytes);
    },
    through: (driver) => ({
      ...driver,
      openPage: async (path) => watched(await driver.openPage(path)),
      welcome: async () => watched(await driver.welcome()),
      openConsole: async (url) => watched(await driver.openConsole(url)),
      panel: async () => watched(await driver.panel()),
      confirmation: async () => watched(await driver.confirmation()),
      jobWindow: async () => watched(await driver.jobWindow()),
    }),
    look: async (driver) => {
      const asked = driver ? await contentsOf(driver) : [];
      const open = asked.filter((text) => text !== undefined);
      const pages = open.flatMap((text) => inText('an open page', text));
      const onDisk = searchFolder(profile, find);
      const { bytes, hits } = received();
      return {
        files: onDisk.files,
        unread: asked.length - open.length,
        bytes: onDisk.bytes + bytes + open.reduce((sum, { length }) => sum + length, 0),
        hits: [...gone, ...pages, ...onDisk.hits, ...hits],
      };
    },
  };
};

import type { ProductId, SiteId } from '../domain/product';
import { failed, type Result, success } from '../domain/result';
import type { RosterStore } from '../engine/ports';
import type { Sender } from '../messaging/server';
import { readSettings, type SettingsStore } from '../storage/settings-store';

/** The console pages that a person may have open. */
export interface ConsolePages {
  /** Site of the product's console at a host; undefined where it has none. */
  siteOf: (product: ProductId, host: string) => SiteId | undefined;
  /** Has them ask for their numbers again. */
  tell: () => void;
  /** What is said of selected images, with `$1` for their number. */
  selectedText: () => string;
}

const telling = (store: RosterStore, tell: () => void): RosterStore => {
  const after = async (work: Promise<void>): Promise<void> => {
    await work;
    tell();
  };
  return {
    ...store,
    put: (known) => after(store.put(known)),
    keepOnly: (...place) => after(store.keepOnly(...place)),
    removeProfile: (profileId) => after(store.removeProfile(profileId)),
  };
};

/** The numbers that a console's list shows beside its images: how many accounts the last known roster has. */
export const createConsoleCounts = ({
  rosterStore,
  settings,
  consoles,
}: {
  rosterStore: RosterStore;
  settings: SettingsStore;
  consoles: ConsolePages;
}) => ({
  /** The store, which tells the pages after each change of what is known. */
  store: telling(rosterStore, consoles.tell),
  tell: consoles.tell,
  selectedText: consoles.selectedText,
  /**
   * @returns numbers as they are shown, by image id; of images that are not known there are none. Fails with
   *   not-allowed where the sender is no console of the product
   */
  read: async (
    product: ProductId,
    imageIds: readonly string[],
    { url }: Sender,
  ): Promise<Result<Record<string, string>>> => {
    const host = url && URL.canParse(url) ? new URL(url).host : '';
    if (consoles.siteOf(product, host) === undefined) return failed({ kind: 'not-allowed' });
    if ((await readSettings(settings)).consoleCounts === 'off') return success({});
    const asked = new Set(imageIds);
    const known = (await rosterStore.heads()).flatMap(({ image, roster }) =>
      roster && image.product === product && asked.has(image.imageId) ? [{ image, ...roster }] : [],
    );
    // Two sets of keys may know one image; the later reading is the better one.
    known.sort((one, other) => one.readAt - other.readAt);
    return success(
      Object.fromEntries(known.map(({ image, size }) => [image.imageId, size.toLocaleString('en')])),
    );
  },
});

export type ConsoleCounts = ReturnType<typeof createConsoleCounts>;

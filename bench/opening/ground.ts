import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headOf, type KnownRoster } from '../../lib/domain/image.ts';
import { seal } from '../../lib/storage/record.ts';
import { headRecords, rosterRecords } from '../../lib/storage/records.ts';

/** A page of the extension that does nothing but stand: what no page can open faster than. */
export const emptyPage = 'bench-empty.html';

/** Copies the build, and puts an empty page into the copy. */
export const copyExtension = (folder: string): void => {
  cpSync(process.env.EXT ?? fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url)), folder, {
    recursive: true,
  });
  writeFileSync(
    join(folder, emptyPage),
    '<!doctype html><meta charset="utf-8"><title>Empty</title><p>empty</p>',
  );
};

/** Writes an extension whose worker does nothing but answer: what no worker can start faster than. */
export const writeEmptyExtension = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1.0',
    background: { service_worker: 'background.js', type: 'module' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'background.js'),
    'chrome.runtime.onMessage.addListener((_, __, reply) => { reply({ ok: true }); });',
  );
  writeFileSync(join(folder, emptyPage), '<!doctype html><title>Empty</title><p>empty</p>');
};

const template = (profileId: string, accounts: number, now: number): KnownRoster => ({
  profileId,
  image: {
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    imageId: 'img-IMAGE',
    name: 'golden-ubuntu-IMAGE',
    owner: '100000000001',
    state: 'NORMAL',
    createdAt: '2026-03-12T08:00:00Z',
    platform: 'Ubuntu',
    isShared: true,
  },
  roster: {
    readAt: now,
    entries: Array.from({ length: accounts }, (_, at) => ({
      account: String(100_000_100_001 + at),
      since: '2026-03-12T08:00:00Z',
      seenAt: now,
    })),
  },
});

/**
 * An expression for a page of the extension: keeps images with rosters as a refresh would have, and resolves when they
 * are on disk.
 * @param range number of the first image, and that behind the last one
 */
export const keepRosters = (
  profileId: string,
  [from, to]: readonly [number, number],
  accounts: number,
  now: number,
): string => {
  const known = template(profileId, accounts, now);
  const records = { rosters: seal(rosterRecords, known), heads: seal(headRecords, headOf(known)) };
  return `new Promise((resolve, reject) => {
    const opening = indexedDB.open('image-roster');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = ['rosters', 'heads'];
      const transaction = database.transaction(stores, 'readwrite');
      const templates = ${JSON.stringify(records)};
      for (let at = ${from}; at < ${to}; at += 1) {
        const number = String(at).padStart(8, '0');
        for (const store of stores) {
          const record = structuredClone(templates[store]);
          record.value.image.imageId = 'img-' + number;
          record.value.image.name = 'golden-ubuntu-' + number;
          const { image } = record.value;
          transaction.objectStore(store).put(record, [record.value.profileId, image.product, image.region, image.imageId]);
        }
      }
      transaction.onerror = () => reject(transaction.error);
      transaction.oncomplete = () => { database.close(); resolve(${to} - ${from}); };
    };
  })`;
};

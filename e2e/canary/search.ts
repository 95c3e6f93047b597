import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import type { Finder, Found } from './finder.ts';
import { unpackLz4, unpackSnappy, unpackTable } from './unpack.ts';

/** A canary where it must not be. */
export interface Hit extends Found {
  /** File, page or host. */
  where: string;
}

/** How much was looked through. */
export interface Searched {
  files: number;
  bytes: number;
  /** Open pages that did not answer. */
  unread: number;
  hits: Hit[];
}

/** Runs an unpacker on bytes that may be anything. */
const attempt = (unpack: () => Buffer[]): Buffer[] => {
  try {
    return unpack();
  } catch {
    return [];
  }
};

const isSqlite = (bytes: Buffer) => bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3';

const cellsOf = (database: DatabaseSync): Buffer[] => {
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
  return tables.flatMap(({ name }) =>
    attempt(() => {
      const rows = database.prepare(`select * from "${String(name).replaceAll('"', '""')}"`).all();
      const cells = rows.flatMap((row) => Object.values(row));
      return cells.flatMap((cell) => {
        if (typeof cell === 'string') return [Buffer.from(cell)];
        return cell instanceof Uint8Array ? [Buffer.from(cell)] : [];
      });
    }),
  );
};

/**
 * Reads every text and blob of a database, with what stands in its write-ahead log; blobs also unpacked, since Firefox
 * keeps IndexedDB values in Snappy and a long one lies in pieces on several pages.
 */
const readDatabase = (file: string): Buffer[] => {
  const scratch = mkdtempSync(join(tmpdir(), 'image-roster-canary-'));
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(file + suffix)) cpSync(file + suffix, join(scratch, `copy${suffix}`));
    }
    const database = new DatabaseSync(join(scratch, 'copy'));
    try {
      const cells = cellsOf(database);
      return [...cells, ...cells.flatMap((cell) => attempt(() => [unpackSnappy(cell)]))];
    } finally {
      database.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** Chromium's mark before a value of IndexedDB that is packed (third_party/blink, idb_value_wrapping.cc). */
const packedMark = Buffer.from('ff1102', 'hex');

/** @returns what stands behind each mark of a packed value */
const packedValuesIn = (bytes: Buffer): Buffer[] => {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(packedMark); at >= 0; at = bytes.indexOf(packedMark, at + 1))
    found.push(...attempt(() => [unpackSnappy(bytes.subarray(at + packedMark.length))]));
  return found;
};

/** What a file holds besides its own bytes. */
const unpacked = (file: string, bytes: Buffer): Buffer[] => {
  // Firefox's own lists from its vendor, some thousand packed values that nobody else writes: looked at as they stand.
  if (file.includes('/storage/permanent/chrome/')) return [];
  if (isSqlite(bytes)) {
    const cells = attempt(() => readDatabase(file));
    return [...cells, ...cells.flatMap(packedValuesIn)];
  }
  if (bytes.subarray(0, 7).toString('latin1') === 'mozLz40')
    return attempt(() => [unpackLz4(bytes.subarray(12), bytes.readUInt32LE(8))]);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return attempt(() => [gunzipSync(bytes)]);
  if (!/leveldb\/|\.blob\//.test(file)) return [];
  const blocks = attempt(() => unpackTable(bytes));
  return [...blocks, ...[bytes, ...blocks].flatMap(packedValuesIn)];
};

/** A browser that runs makes and removes files while they are read. */
const readIfThere = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};

/**
 * Looks through every file below a folder, file names included, as it stands and unpacked where it is known how:
 * LevelDB tables, SQLite with its log, packed values in both, mozLz4, gzip. Not covered: a packed value that was deleted
 * and whose bytes are left in a free page, Firefox's values above 1 MB, which it packs into files of
 * their own, and its own lists from its vendor.
 */
export const searchFolder = (folder: string, find: Finder): Searched => {
  const searched: Searched = { files: 0, bytes: 0, unread: 0, hits: [] };
  const look = (where: string, bytes: Buffer) => {
    searched.bytes += bytes.length;
    searched.hits.push(...find(bytes).map((found) => ({ where, ...found })));
  };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const where = relative(folder, file);
    look('the name of a file', Buffer.from(where));
    const bytes = entry.isFile() ? readIfThere(file) : undefined;
    if (!bytes) continue;
    searched.files += 1;
    look(where, bytes);
    const parts = unpacked(file, bytes);
    if (parts.length) look(`${where}, unpacked`, Buffer.concat(parts));
  }
  return searched;
};

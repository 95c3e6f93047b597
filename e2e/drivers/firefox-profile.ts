import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Bidi } from './bidi.ts';
import type { DriverOptions } from './surface.ts';

/** Firefox ESR lets go of the demand for a signature; the release does not. */
export const keptPreferences = { 'xpinstall.signatures.required': false, 'extensions.autoDisableScopes': 0 };

/** Takes away what a crash leaves behind: a new Firefox would think that the old one still runs. */
export const readyProfile = (profile: string): void => {
  for (const name of ['lock', '.parentlock']) rmSync(join(profile, name), { force: true });
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());

interface ZipEntry {
  name: Buffer;
  content: Buffer;
  offset: number;
}

/** The fields that a file's own header and its entry in the directory share (APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.12). */
const commonFields = ({ name, content }: ZipEntry): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // The first of January 1980, the earliest that the format knows.
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};

/** @returns a zip archive of a folder's files, not compressed */
const zipOf = (folder: string): Buffer => {
  const parts: Buffer[] = [];
  let offset = 0;
  const add = (...more: Buffer[]) => {
    parts.push(...more);
    offset += more.reduce((sum, { length }) => sum + length, 0);
  };
  const entries = filesIn(folder).map((file): ZipEntry => {
    const name = Buffer.from(relative(folder, file).replaceAll('\\', '/'));
    const entry = { name, content: readFileSync(file), offset };
    add(Buffer.from('PK\x03\x04'), commonFields(entry), name, entry.content);
    return entry;
  });
  const directoryAt = offset;
  for (const entry of entries) {
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(entry.offset, 10);
    add(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), commonFields(entry), rest, entry.name);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(offset - directoryAt, 8);
  end.writeUInt32LE(directoryAt, 12);
  add(Buffer.from('PK\x05\x06'), end);
  return Buffer.concat(parts);
};

/**
 * Installs the extension so that it outlives the browser; does nothing on a profile that has it.
 * @returns whether it was installed now
 */
export const installKept = async (
  bidi: Bidi,
  { extension, profile }: DriverOptions,
  extensionId: string,
): Promise<boolean> => {
  if (existsSync(join(profile, 'extensions', `${extensionId}.xpi`))) return false;
  const path = join(profile, 'image-roster.zip');
  if (extension.endsWith('.zip')) copyFileSync(extension, path);
  else writeFileSync(path, zipOf(extension));
  await bidi.send('webExtension.install', {
    extensionData: { type: 'archivePath', path },
    'moz:permanent': true,
  });
  return true;
};

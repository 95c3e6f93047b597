import { crc32, inflateRawSync } from 'node:zlib';

/** One file in a zip, as packed. */
interface Entry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  packed: Buffer;
  /** Bytes unpacked. */
  size: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
/** 1980-01-01, the first day that a zip can name; midnight. */
const firstDay = 0x0021;
/** Names are UTF-8. */
const utf8Flag = 0x0800;

/**
 * Reads a zip without the 4 GB extensions; folders are left out, since files name theirs.
 * Format: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16
 * @throws when it is no zip
 */
const readEntries = (zip: Buffer): Entry[] => {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== endMark) throw new Error('no zip, or one with a comment');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== entryMark) throw new Error('a damaged zip');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    ) as [number, number, number]; // three offsets give three numbers
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const entry = {
      name,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
      size: zip.readUInt32LE(at + 24),
    };
    if (!name.endsWith('/')) entries.push(entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
};

/** The fields that a file's own head and its line in the directory share, from the version needed to the extra length. */
const headOf = ({ name, method, crc, packed, size }: Entry): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(utf8Flag, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt16LE(firstDay, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(Buffer.byteLength(name), 22);
  return head;
};

const mark = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/**
 * Writes a zip anew so that the same files give the same bytes: in the order of their names, dated 1980-01-01, without
 * folders and extra fields. The packed bytes are kept.
 * @throws when it is no zip
 */
export const settleZip = (zip: Buffer): Buffer => {
  const entries = readEntries(zip).sort((one, other) =>
    Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)),
  );
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const head = headOf(entry);
    const file = Buffer.concat([mark(fileMark), head, name, entry.packed]);
    const line = Buffer.alloc(14);
    line.writeUInt32LE(offset, 10);
    directory.push(mark(entryMark), Buffer.from([20, 0]), head, line, name);
    files.push(file);
    offset += file.length;
  }
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(lines.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, lines, end]);
};

/**
 * Unpacks a zip.
 * @returns its files by name
 * @throws when it is no zip, or a file's check sum does not fit
 */
export const readZip = (zip: Buffer): Map<string, Buffer> =>
  new Map(
    readEntries(zip).map(({ name, method, crc, packed }) => {
      const bytes = method === 0 ? packed : inflateRawSync(packed);
      if (crc32(bytes) !== crc) throw new Error(`${name} is damaged`);
      return [name, bytes];
    }),
  );

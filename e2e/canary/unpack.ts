/** Largest text unpacked, bytes: what is longer is no record of ours. */
const mostBytes = 64 * 1024 * 1024;

/** Copies a run that may overlap itself, as both formats allow. @returns where the run ends */
const repeat = (out: Buffer, at: number, distance: number, length: number): number => {
  if (distance === 0 || distance > at || at + length > out.length) throw new RangeError('a run off the text');
  for (let index = at; index < at + length; index += 1) out[index] = out[index - distance] ?? 0;
  return at + length;
};

const literal = (out: Buffer, at: number, packed: Buffer, from: number, length: number): number => {
  if (from + length > packed.length || at + length > out.length)
    throw new RangeError('a literal off the text');
  packed.copy(out, at, from, from + length);
  return at + length;
};

/** @returns the number and where the next byte is */
const readVarint = (bytes: Buffer, from: number): [number, number] => {
  let value = 0;
  for (let at = from, scale = 1; at < from + 5; at += 1, scale *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * scale;
    if (byte < 128) return [value, at + 1];
  }
  throw new RangeError('a number without end');
};

/**
 * Undoes Snappy, in which Chromium's LevelDB and Firefox's IndexedDB keep records.
 * Format: https://github.com/google/snappy/blob/main/format_description.txt
 * @param packed may go on behind the packed text
 * @throws RangeError when it is something else
 */
export const unpackSnappy = (packed: Buffer): Buffer => {
  const [size, start] = readVarint(packed, 0);
  if (size > mostBytes) throw new RangeError('too long');
  const out = Buffer.alloc(size);
  let at = 0;
  let from = start;
  while (at < size && from < packed.length) {
    const tag = packed[from] ?? 0;
    from += 1;
    const upper = tag >> 2;
    if ((tag & 3) === 0) {
      const more = upper < 60 ? 0 : upper - 59;
      const length = (more ? packed.readUIntLE(from, more) : upper) + 1;
      at = literal(out, at, packed, from + more, length);
      from += more + length;
    } else if ((tag & 3) === 1) {
      at = repeat(out, at, ((tag >> 5) << 8) | (packed[from] ?? 0), (upper & 7) + 4);
      from += 1;
    } else {
      const width = (tag & 3) === 2 ? 2 : 4;
      at = repeat(out, at, packed.readUIntLE(from, width), upper + 1);
      from += width;
    }
  }
  if (at !== size) throw new RangeError('cut off');
  return out;
};

/**
 * Undoes one LZ4 block; Firefox keeps session files so, behind the mark `mozLz40`.
 * Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 * @param size bytes of the text
 * @throws RangeError when it is something else
 */
export const unpackLz4 = (packed: Buffer, size: number): Buffer => {
  if (size > mostBytes) throw new RangeError('too long');
  const out = Buffer.alloc(size);
  let at = 0;
  let from = 0;
  const lengthOf = (nibble: number): number => {
    if (nibble < 15) return nibble;
    for (let length = nibble; ; ) {
      const byte = packed.readUInt8(from);
      from += 1;
      length += byte;
      if (byte < 255) return length;
    }
  };
  while (from < packed.length) {
    const token = packed.readUInt8(from);
    from += 1;
    const length = lengthOf(token >> 4);
    at = literal(out, at, packed, from, length);
    from += length;
    if (from >= packed.length) break;
    const distance = packed.readUInt16LE(from);
    from += 2;
    at = repeat(out, at, distance, lengthOf(token & 15) + 4);
  }
  return out.subarray(0, at);
};

const footerBytes = 48;
const tableMark = Buffer.from('57fb808b247547db', 'hex');

/** Where a block stands: two numbers. @returns them and where the next byte is */
const readHandle = (bytes: Buffer, from: number): [offset: number, size: number, next: number] => {
  const [offset, then] = readVarint(bytes, from);
  const [size, next] = readVarint(bytes, then);
  return [offset, size, next];
};

const blockAt = (file: Buffer, offset: number, size: number): Buffer => {
  const block = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unpackSnappy(block) : block;
};

/** @returns the values of a block's entries: shared length, own length, value length, key, value */
const valuesOf = (block: Buffer): Buffer[] => {
  const values: Buffer[] = [];
  const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4);
  for (let at = 0; at < end; ) {
    const [, own] = readVarint(block, at);
    const [keyLength, sized] = readVarint(block, own);
    const [length, start] = readVarint(block, sized);
    values.push(block.subarray(start + keyLength, start + keyLength + length));
    at = start + keyLength + length;
  }
  return values;
};

/**
 * Undoes the blocks of a LevelDB table (`.ldb`), in which Chromium keeps IndexedDB and extension storage.
 * Format: https://github.com/google/leveldb/blob/main/doc/table_format.md
 * @returns the blocks in which records are; none when the file is something else
 */
export const unpackTable = (file: Buffer): Buffer[] => {
  if (file.length < footerBytes || !file.subarray(-8).equals(tableMark)) return [];
  const [, , indexAt] = readHandle(file, file.length - footerBytes);
  const [offset, size] = readHandle(file, indexAt);
  return valuesOf(blockAt(file, offset, size)).map((handle) => {
    const [at, length] = readHandle(handle, 0);
    return blockAt(file, at, length);
  });
};

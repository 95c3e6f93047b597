import { maxPasteLength } from '../../lib/domain/paste/parse-paste';

export type FileProblem = 'too-large' | 'workbook' | 'not-text';

export type FileReading = { ok: true; text: string } | { ok: false; reason: FileProblem };

/** A file saved as UTF-16 has two bytes per sign. */
const maxBytes = 2 * maxPasteLength;
const probeLength = 1000;

/** Excel's .xlsx and the like are ZIP archives, its .xls a compound file (MS-CFB 2.2). */
const workbookStarts = ['PK\x03\x04', '\xd0\xcf\x11\xe0'];

const startsWith = (bytes: Uint8Array, start: string): boolean =>
  [...start].every((sign, at) => bytes[at] === sign.charCodeAt(0));

/** @returns the order of bytes in UTF-16 text, told by its mark, or by where digits leave a byte empty */
const wideEncoding = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  const probed = bytes.subarray(0, probeLength);
  probed.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  });
  const [even, odd] = zeros;
  if (odd > probed.length / 6 && even === 0) return 'utf-16le';
  return even > probed.length / 6 && odd === 0 ? 'utf-16be' : undefined;
};

const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Reads text as spreadsheets and editors save it: UTF-8, UTF-16 with a mark or without, a Chinese Windows' GB18030,
 * or a western one's, in which ids are the same.
 * @returns undefined for bytes that are no text
 */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const wide = wideEncoding(bytes);
  if (wide) return decode(bytes, wide);
  if (bytes.includes(0)) return undefined;
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030') ?? decode(bytes, 'windows-1252');
};

const readFile = async (file: File): Promise<FileReading> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isWorkbook = workbookStarts.some((start) => startsWith(bytes, start));
  if (isWorkbook || /\.(?:xls[xmb]?|ods|numbers|et)$/i.test(file.name))
    return { ok: false, reason: 'workbook' };
  const text = decodeText(bytes);
  return text === undefined ? { ok: false, reason: 'not-text' } : { ok: true, text };
};

/** @returns the text of all files, one after the other; the first problem when one cannot be read */
export const readFiles = async (files: readonly File[]): Promise<FileReading> => {
  if (files.reduce((total, file) => total + file.size, 0) > maxBytes)
    return { ok: false, reason: 'too-large' };
  const texts: string[] = [];
  for (const reading of await Promise.all(files.map(readFile))) {
    if (!reading.ok) return reading;
    texts.push(reading.text);
  }
  return { ok: true, text: texts.join('\n') };
};

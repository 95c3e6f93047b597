import { maxPasteLength } from '../../lib/domain/paste';

export type FileReading = { ok: true; text: string } | { ok: false; reason: 'too-large' | 'not-text' };

/** A file saved as UTF-16 has two bytes per sign. */
const maxBytes = 2 * maxPasteLength;

/**
 * Reads text as spreadsheets save it: UTF-8, UTF-16 with a mark, or a Chinese Windows' GB18030.
 * @returns undefined for bytes that are no text, such as a workbook
 */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** @returns the text of all files, one after the other */
export const readFiles = async (files: readonly File[]): Promise<FileReading> => {
  if (files.reduce((total, file) => total + file.size, 0) > maxBytes)
    return { ok: false, reason: 'too-large' };
  const texts = await Promise.all(
    files.map(async (file) => decodeText(new Uint8Array(await file.arrayBuffer()))),
  );
  const isText = (text: string | undefined): text is string => text !== undefined;
  return texts.every(isText) ? { ok: true, text: texts.join('\n') } : { ok: false, reason: 'not-text' };
};

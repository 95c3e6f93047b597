import type { Judge } from './judge';
import { labelBeside, recordName } from './labels';
import { piecesOf } from './pieces';
import { readDigits, readPieces } from './read-piece';
import { cellStarts, columnAt, readHead, type TableShape } from './table';
import type { PasteReason, PasteRules, PasteToken, Piece, Reading } from './token';

const hasDigit = /\p{N}/u;
const hasLetter = /\p{L}/u;
// A number sign before up to four digits counts; before anything else it starts a comment.
const wholeComment = /^\s*(?:#(?!\d{1,4}(?!\d))|\/\/|<!--)/;
// YAML: a list's item that has keys.
const listItem = /^\s*-\s+[\w-]+:(?:\s|$)/;
const braces = /([{}])/;
const endComment = /(?:^|[\s,;])(?:#\s|\/\/|<!--)/;

/** Reads the lines of a text one after the other, and remembers the table and the record they are in. */
export interface LineReader {
  /** @param start place in the text @param end place behind the line, before its line end */
  read(start: number, end: number): void;
  /** Tells that no line follows. */
  end(): void;
}

/** An object of JSON or HCL that may go over several lines. */
interface OpenRecord {
  accounts: PasteToken[];
  name: string | undefined;
}

const isPadding = (code: number) => code === 13 || code === 32 || code === 34 || code === 39 || code === 44;

/** @returns place in the line from which on it is a comment; Infinity without one */
const commentStart = (line: string): number => {
  if (wholeComment.test(line)) return 0;
  return endComment.exec(line)?.index ?? Number.POSITIVE_INFINITY;
};

export const createLineReader = (text: string, rules: PasteRules, judge: Judge): LineReader => {
  let shape: TableShape | undefined;
  let isQuoted = false;
  let record: OpenRecord | undefined;

  /** Lines of one id alone, as most are, cost a look at each sign and no more. */
  const readPlain = (start: number, end: number): boolean => {
    let first = start;
    let last = end;
    while (last > first && isPadding(text.charCodeAt(last - 1))) last -= 1;
    while (first < last && isPadding(text.charCodeAt(first))) first += 1;
    for (let at = first; at < last; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 48 || code > 57) return false;
    }
    if (last === first) return start === end;
    const digits = text.slice(first, last);
    const token = judge.take({ text: digits, start: first, end: last, column: 0 }, readDigits(digits, rules));
    if (record && token.account !== undefined) record.accounts.push(token);
    return true;
  };

  /** What the place says of an account, beyond what the account itself does. */
  const placeReason = (column: number | undefined, isComment: boolean): PasteReason | undefined => {
    if (isComment) return 'comment';
    return shape && column !== undefined && column !== shape.accountColumn ? 'other-column' : undefined;
  };

  const columnsOf = (line: string): readonly number[] | undefined => {
    const separator = shape?.separator ?? (line.includes('\t') ? '\t' : undefined);
    const wasQuoted = isQuoted;
    if (shape && line.includes('"')) {
      // An odd number of quotes opens or closes a cell of several lines, in which columns cannot be told.
      const isOdd = line.split('"').length % 2 === 0;
      if (isOdd) isQuoted = !isQuoted;
      if (isOdd) return undefined;
    }
    return separator === undefined || wasQuoted ? undefined : cellStarts(line, separator);
  };

  const takePiece = (
    { text: piece, start, end, ...reading }: Piece & Reading,
    offset: number,
    column: number | undefined,
    isComment: boolean,
  ): PasteToken => {
    const { account } = reading;
    const isAside = reading.reason === 'short' || reading.reason === 'date' || reading.reason === 'address';
    const reason = isAside ? reading.reason : (placeReason(column, isComment) ?? reading.reason);
    return judge.take(
      { text: piece, start: offset + start, end: offset + end, column: column ?? 0 },
      { account, reason: account === undefined && reason === 'comment' ? reading.reason : reason },
    );
  };

  /** A line without a digit may be a table's head, and ends a table when it is empty. */
  const readWords = (line: string) => {
    if (!hasLetter.test(line)) {
      if (line.trim() === '') shape = undefined;
      return;
    }
    const head = readHead(line);
    if (head) {
      shape = head;
      isQuoted = false;
    }
  };

  const nameLine = (line: string, offset: number, taken: readonly PasteToken[], isInComment: boolean) => {
    const accounts = taken.filter(({ account }) => account !== undefined);
    const sure = accounts.filter(({ verdict }) => verdict !== 'suspicious');
    const [only, second] = sure.length > 0 ? sure : accounts;
    if (!only || second || isInComment) return;
    const label = labelBeside(line, only.start - offset, only.end - offset, shape);
    if (label !== undefined) judge.name(only, label);
  };

  const closeRecord = () => {
    const [only, second] = record?.accounts ?? [];
    if (record?.name !== undefined && only && !second) judge.name(only, record.name);
    record = undefined;
  };

  const readMixed = (line: string, offset: number) => {
    const taken: PasteToken[] = [];
    if (listItem.test(line)) {
      closeRecord();
      record = { accounts: [], name: undefined };
    }
    if (!hasDigit.test(line)) readWords(line);
    else {
      const comment = commentStart(line);
      const starts = columnsOf(line);
      for (const piece of readPieces(piecesOf(line), line, rules)) {
        const column = starts && columnAt(starts, piece.start);
        taken.push(takePiece(piece, offset, column, piece.start >= comment));
      }
      nameLine(line, offset, taken, comment === 0);
    }
    if (!record) return;
    for (const token of taken) if (token.account !== undefined) record.accounts.push(token);
    record.name ??= recordName(line);
  };

  return {
    end: closeRecord,
    read: (start, end) => {
      if (!shape && readPlain(start, end)) return;
      const line = text.slice(start, end);
      // Objects of one line are told apart by their braces.
      const parts = shape ? [line] : line.split(braces);
      let offset = start;
      for (const part of parts) {
        if (part === '}') closeRecord();
        else if (part === '{') record = { accounts: [], name: undefined };
        else readMixed(part, offset);
        offset += part.length;
      }
    },
  };
};

import { dateOrTime, isResourceName, normalise } from './pieces';
import type { PasteRules, Piece, Reading } from './token';

const foreignDigit = /(?![0-9０-９])\p{N}/u;
// Numbers in circles and keycaps stand before the items of a chat's list.
const bulletNumber = /^(?:\p{No}+|[0-9]\ufe0f?\u20e3)[.．)]?$/u;
const scientific = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const wholeNumber = /^(\d+)\.0{1,6}$/;
const dottedGroups = /^\d{1,3}(?:\.\d{3}){2,}$/;
const hyphenGroups = /^\d{4}(?:-\d{4}){2,3}$/;
// Amazon writes its twelve digits so; no other cloud here does.
const amazonAccount = /^\d{4}-\d{4}-\d{4}$/;
const networkAddress = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const edgeSigns = /^(?:&nbsp|[-+.*•·◦▪●○#@!~–—_\\^&$¥€£])+|(?:&nbsp|[-+.*•·!?。．~–—_\\^&$%])+$/gu;
const keyPrefix = /^(?:ali)?(?:uin|uid|account|acct|id)(?:id)?[-_#.]?(?=\d)/i;
const groupSeparators = new Set([...",，' ’\u00a0\u2009\u202f"]);
const spaceSeparators = new Set([...' \u00a0\u2009\u202f']);

// Longer than any id with its prefix and hidden signs; keeps a hostile piece from costing more than a look.
const longestPiece = 400;
// Up to four digits count rows, years or amounts: no account has so few.
const shortest = /^\d{1,4}$/;
const smallNumber = /^\d{1,4}[.,]\d{1,4}$/;
const dashedPhone = /^1[3-9]\d-\d{4}-\d{4}$/;

const partsOf = (digits: string, count: number): string[] => {
  const length = digits.length / count;
  return Array.from({ length: count }, (_, at) => digits.slice(at * length, (at + 1) * length));
};

/** @returns whether digits are two or three ids of equal length and beginning with nothing between them */
const isRunTogether = (digits: string, { accountId, suspiciousAccountId }: PasteRules): boolean =>
  digits.length <= 60 &&
  [2, 3].some(
    (count) =>
      digits.length % count === 0 &&
      partsOf(digits, count).every(
        (part) => part[0] === digits[0] && accountId.test(part) && !suspiciousAccountId.test(part),
      ),
  );

/**
 * Reads a run of plain digits.
 * @param digits ASCII digits alone
 * @returns the account, with a reason when it has the shape of something else; or why it is none
 */
export const readDigits = (digits: string, rules: PasteRules): Reading => {
  if (rules.accountId.test(digits)) {
    if (!rules.suspiciousAccountId.test(digits)) return { account: digits };
    const lookalike = rules.lookalikes?.find(({ pattern }) => pattern.test(digits));
    if (lookalike) return { account: digits, reason: lookalike.kind };
    return { account: digits, reason: isRunTogether(digits, rules) ? 'run-together' : 'unusual-length' };
  }
  if (shortest.test(digits)) return { reason: 'short' };
  if (isRunTogether(digits, rules)) return { reason: 'run-together' };
  const isPadded = /^0+[1-9]/.test(digits) && rules.accountId.test(digits.replace(/^0+/, ''));
  return { reason: isPadded ? 'leading-zero' : 'wrong-length' };
};

// Three groups may be three short numbers in a row; from four on a person has written one long number.
const readGroups = (groups: readonly string[], rules: PasteRules): Reading => {
  const joined = groups.join('');
  return groups.length >= 4 && rules.accountId.test(joined)
    ? readDigits(joined, rules)
    : { reason: 'unclear-grouping' };
};

// Four digits each is how cards are written, and years follow each other so too: never taken without a word.
const readFours = (groups: readonly string[], rules: PasteRules): Reading => {
  const joined = groups.join('');
  return rules.accountId.test(joined)
    ? { account: joined, reason: 'unclear-grouping' }
    : { reason: 'unclear-grouping' };
};

const readOwner = (name: string, rules: PasteRules): Reading => {
  const owner = rules.resourceOwner?.exec(name)?.[1];
  if (owner === undefined) return { reason: 'other-cloud' };
  return readDigits(owner, rules);
};

/** @returns what a piece with a digit says: the account it shows, or why it is none */
const readPiece = (piece: string, rules: PasteRules): Reading => {
  if (piece.length > longestPiece) return { reason: 'mixed' };
  if (/^[0-9]+$/.test(piece)) return readDigits(piece, rules);
  if (bulletNumber.test(piece)) return { reason: 'short' };
  if (foreignDigit.test(piece)) return { reason: 'mixed' };
  const whole = normalise(piece);
  if (isResourceName(whole)) return readOwner(whole, rules);
  const bare = whole.replace(edgeSigns, '').replace(keyPrefix, '');
  if (/^\d+$/.test(bare)) return readDigits(bare, rules);
  if (scientific.test(bare)) return { reason: 'spreadsheet' };
  if (dateOrTime.test(bare)) return { reason: 'date' };
  if (smallNumber.test(bare)) return { reason: 'short' };
  if (dashedPhone.test(bare)) return { reason: 'phone' };
  if (networkAddress.test(bare)) return { reason: 'address' };
  const integer = wholeNumber.exec(bare)?.[1];
  if (integer !== undefined && rules.accountId.test(integer)) return readDigits(integer, rules);
  if (dottedGroups.test(bare)) return readGroups(bare.split('.'), rules);
  if (amazonAccount.test(bare)) return { reason: 'other-cloud' };
  if (hyphenGroups.test(bare)) return readFours(bare.split('-'), rules);
  return { reason: 'mixed' };
};

type Digits = Piece & { digits: string };

/** @returns how many pieces from `first` on are one number cut in groups of `size` by one separator; 0 if none */
const groupLength = (all: readonly Digits[], first: number, line: string, size: 3 | 4): number => {
  const head = all[first];
  if (!head || !(size === 3 ? /^\d{1,3}$/ : /^\d{4}$/).test(head.digits)) return 0;
  const separator = line[head.end] ?? '';
  if (!(size === 3 ? groupSeparators : spaceSeparators).has(separator)) return 0;
  const next = size === 3 ? /^\d{3}$/ : /^\d{4}$/;
  let length = 1;
  for (;;) {
    const before = all[first + length - 1];
    const after = all[first + length];
    const isNext =
      before &&
      after &&
      after.start === before.end + 1 &&
      line[before.end] === separator &&
      next.test(after.digits);
    if (!isNext) break;
    length += 1;
  }
  return length >= 3 ? length : 0;
};

/** @returns what the pieces of a line say, those of one grouped number together, in order */
export const readPieces = (
  pieces: readonly Piece[],
  line: string,
  rules: PasteRules,
): (Piece & Reading)[] => {
  const all = pieces.map((piece): Digits => ({ ...piece, digits: normalise(piece.text) }));
  const read: (Piece & Reading)[] = [];
  for (let index = 0; index < all.length; ) {
    const piece = all[index];
    if (!piece) break;
    const threes = groupLength(all, index, line, 3);
    const fours = threes > 0 ? 0 : groupLength(all, index, line, 4);
    const length = Math.max(1, threes, fours);
    const group = all.slice(index, index + length);
    const end = group.at(-1)?.end ?? piece.end;
    const digits = group.map((part) => part.digits);
    const reading =
      threes > 0
        ? readGroups(digits, rules)
        : fours > 0
          ? readFours(digits, rules)
          : readPiece(piece.text, rules);
    read.push({ text: line.slice(piece.start, end), start: piece.start, end, ...reading });
    index += length;
  }
  return read;
};

/**
 * Behaviour the vendor does not document, as switches. Whoever works with the cloud must come out right
 * under every combination.
 */
export interface TencentQuirks {
  /** What a write does with the other accounts of a call when one account is refused. */
  badIdInBatch: 'nothing' | 'good-ones' | 'those-before';
  /** Whether the error message names the refused account. */
  namesBadId: boolean;
  /** Sharing to an account that has the image: FailedOperation.AccountAlreadyExists, or silently fine. */
  alreadyShared: 'error' | 'ok';
  /** Cancelling for an account that is not on the list: InvalidAccountId.NotFound, or silently fine. */
  cancelNotShared: 'error' | 'ok';
  /** Most accounts in one call; above it InvalidParameterValue.LimitExceeded. */
  perCallCap: number | null;
  /** Milliseconds until DescribeImageSharePermission shows a write. Errors follow the true state at once. */
  readDelayMs: number;
  /** How many accounts of each write are left out although it answers with success. */
  dropIds: number;
  /** Whether DescribeImageSharePermission carries MaxSharePermission, as one old sample does. */
  tellsMaxSharePermission: boolean;
  /** Whether an international key is known on the plain (mainland) hosts. */
  internationalKeyOnPlainHost: boolean;
  /** Whether a mainland key is known on the `.intl.` hosts. */
  mainlandKeyOnIntlHost: boolean;
}

export const defaultQuirks: Readonly<TencentQuirks> = {
  badIdInBatch: 'nothing',
  namesBadId: true,
  alreadyShared: 'error',
  cancelNotShared: 'ok',
  perCallCap: null,
  readDelayMs: 0,
  dropIds: 0,
  tellsMaxSharePermission: false,
  internationalKeyOnPlainHost: true,
  mainlandKeyOnIntlHost: false,
};

/** Every value of each switch that changes how a batch comes out. */
export const quirkValues = {
  badIdInBatch: ['nothing', 'good-ones', 'those-before'],
  namesBadId: [false, true],
  alreadyShared: ['error', 'ok'],
  cancelNotShared: ['error', 'ok'],
  perCallCap: [null, 10],
  readDelayMs: [0, 3000],
} as const satisfies { [K in keyof TencentQuirks]?: readonly TencentQuirks[K][] };

/** @returns the full product of `quirkValues`, 96 sets of switches; the other switches at their defaults */
export function allQuirks(): TencentQuirks[] {
  let sets: TencentQuirks[] = [{ ...defaultQuirks }];
  for (const [name, values] of Object.entries(quirkValues)) {
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value })));
  }
  return sets;
}

/** @returns one line that tells a set apart, for test names */
export function describeQuirks(quirks: TencentQuirks): string {
  return Object.keys(quirkValues)
    .map((name) => `${name}=${String(quirks[name as keyof TencentQuirks])}`) // keys of the table above
    .join(' ');
}

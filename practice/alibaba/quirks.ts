/**
 * Behaviour the vendor does not document, as switches. Whoever works with the cloud must come out right
 * under every combination.
 */
export interface AlibabaQuirks {
  /** What a write does with the other accounts of a call when one account is refused. */
  badIdInBatch: 'nothing' | 'good-ones' | 'those-before';
  /** Whether the error message names the refused account. */
  namesBadId: boolean;
  /** Sharing to an account that has the image: refused like a bad account, or silently fine. */
  alreadyShared: 'error' | 'ok';
  /** Revoking from an account that is not on the list: refused like a bad account, or silently fine. */
  cancelNotShared: 'error' | 'ok';
  /** ECS takes ten accounts of a list and answers with success; older pages say it then takes none. */
  aboveTen: 'first-ten' | 'none';
  /** Most accounts in one ENS call; above it InvalidParameter. */
  ensPerCallCap: number | null;
  /** The code ENS refuses a bad account with. */
  ensBadIdCode: 'InvalidParameter' | 'InvalidParameter.AddAccounts' | 'ens.interface.error' | 'CallInterface';
  /** How an entry of the ENS share list is written. */
  ensEntry: 'AliyunUid' | 'AliyunId' | 'bare';
  /** Whether share lists carry account ids as JSON numbers, as the vendor's present sample does. */
  idsAsNumbers: boolean;
  /** Milliseconds until share lists show a write. Errors follow the true state at once. */
  readDelayMs: number;
  /** How many accounts of each write are left out although it answers with success. */
  dropIds: number;
  /** What DescribeImages of ECS answers a key without the right. */
  readsWithoutRights: 'empty' | 'forbidden';
  /** The code ENS answers a key without the right with. */
  ensForbidden: 'NoPermission' | 'Forbidden.RAM';
  /** Error bodies may be XML although JSON was asked for. */
  errorBodies: 'json' | 'xml';
}

export const defaultQuirks: Readonly<AlibabaQuirks> = {
  badIdInBatch: 'nothing',
  namesBadId: true,
  alreadyShared: 'ok',
  cancelNotShared: 'ok',
  aboveTen: 'first-ten',
  ensPerCallCap: null,
  ensBadIdCode: 'InvalidParameter',
  ensEntry: 'AliyunUid',
  idsAsNumbers: false,
  readDelayMs: 0,
  dropIds: 0,
  readsWithoutRights: 'empty',
  ensForbidden: 'NoPermission',
  errorBodies: 'json',
};

type QuirkTable = { readonly [K in keyof AlibabaQuirks]?: readonly AlibabaQuirks[K][] };

const writeQuirks = {
  badIdInBatch: ['nothing', 'good-ones', 'those-before'],
  alreadyShared: ['error', 'ok'],
  cancelNotShared: ['error', 'ok'],
  readDelayMs: [0, 3000],
} as const satisfies QuirkTable;

/** Every value of each switch that changes how a batch comes out on ECS. */
export const ecsQuirkValues = {
  ...writeQuirks,
  namesBadId: [false, true],
  aboveTen: ['first-ten', 'none'],
  idsAsNumbers: [false, true],
} as const satisfies QuirkTable;

/** Every value of each switch that changes how a batch comes out on ENS. */
export const ensQuirkValues = {
  ...writeQuirks,
  ensPerCallCap: [null, 5],
  ensBadIdCode: ['InvalidParameter', 'InvalidParameter.AddAccounts', 'ens.interface.error', 'CallInterface'],
} as const satisfies QuirkTable;

const productOf = (table: QuirkTable): AlibabaQuirks[] => {
  let sets: AlibabaQuirks[] = [{ ...defaultQuirks }];
  for (const [name, values] of Object.entries(table)) {
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value })));
  }
  return sets;
};

/** @returns the full product of `ecsQuirkValues`; the other switches at their defaults */
export const allEcsQuirks = (): AlibabaQuirks[] => productOf(ecsQuirkValues);

/** @returns the full product of `ensQuirkValues`; ids are not named, as no ENS message is known to */
export const allEnsQuirks = (): AlibabaQuirks[] =>
  productOf(ensQuirkValues).map((quirks) => ({ ...quirks, namesBadId: false }));

/** @returns one line that tells a set of a table apart, for test names */
export const describeQuirks = (quirks: AlibabaQuirks, table: QuirkTable): string =>
  Object.keys(table)
    .map((name) => `${name}=${String(quirks[name as keyof AlibabaQuirks])}`) // keys of a table of switches
    .join(' ');

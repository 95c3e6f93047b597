/** What a practice cloud remembers, read from the cloud itself. */
export interface CloudLog {
  readonly calls: readonly CloudCall[];
  readonly effects: readonly { kind: 'share' | 'revoke'; imageId: string; account: string }[];
  /** The true share list. */
  rosterOf(imageId: string): string[];
}

interface CloudCall {
  action: string;
  /** Empty for actions without an image. */
  imageId: string;
  accounts: readonly string[];
  /** `ok` or the error code. */
  code: string;
}

interface Refused {
  account: string;
  code: string;
}

export interface ImageReport {
  imageId: string;
  /** Accounts the cloud was asked to give the image to. */
  requested: number;
  /** Those of them that have it. */
  confirmed: number;
  refused: Refused[];
  /** Calls that name the image. */
  calls: number;
}

/** What `report.json` holds; counts are of pairs of an account and an image. */
export interface DemoReport {
  product: string;
  requested: number;
  confirmed: number;
  /** One entry per image that an account was refused for. */
  refused: Refused[];
  /** All calls of the job, by action. */
  calls: Record<string, number>;
  /** Whether the cloud ended with exactly what was asked for, on these images and all others. */
  rosterMatchesRequest: boolean;
}

export interface RequestedJob {
  imageIds: readonly string[];
  /** Accounts that shall have every image, beside those that have it already. */
  wanted: readonly string[];
  shareActions: readonly string[];
}

/** Where the cloud stood before a job. */
export interface Mark {
  calls: number;
  effects: number;
  rosters: ReadonlyMap<string, readonly string[]>;
}

/** Remembers where the cloud stands. */
export const markCloud = (cloud: CloudLog, imageIds: readonly string[]): Mark => ({
  calls: cloud.calls.length,
  effects: cloud.effects.length,
  rosters: new Map(imageIds.map((imageId) => [imageId, cloud.rosterOf(imageId)])),
});

const isSameSet = (one: Iterable<string>, other: Iterable<string>) => {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((each) => right.has(each));
};

/** @returns the code of the last call that failed for this account, one with it alone before any other */
const refusalCode = (calls: readonly CloudCall[], account: string): string => {
  const failed = calls.filter(({ accounts, code }) => code !== 'ok' && accounts.includes(account));
  const alone = failed.filter(({ accounts }) => accounts.length === 1);
  return (alone.at(-1) ?? failed.at(-1))?.code ?? 'never refused';
};

/** Counts one image's part of a job from the cloud's own records since `mark`. */
const reportImage = (cloud: CloudLog, mark: Mark, job: RequestedJob, imageId: string): ImageReport => {
  const calls = cloud.calls.slice(mark.calls).filter((call) => call.imageId === imageId);
  const changes = calls.filter(({ action }) => job.shareActions.includes(action));
  const asked = [...new Set(changes.flatMap(({ accounts }) => accounts))];
  const roster = new Set(cloud.rosterOf(imageId));
  const missing = asked.filter((account) => !roster.has(account));
  return {
    imageId,
    requested: asked.length,
    confirmed: asked.length - missing.length,
    refused: missing.map((account) => ({ account, code: refusalCode(calls, account) })),
    calls: calls.length,
  };
};

/**
 * Whether the cloud holds exactly what was asked for: the wanted accounts beside those that were there, and no other
 * image touched.
 */
export const hasRequestedRosters = (cloud: CloudLog, mark: Mark, job: RequestedJob): boolean =>
  job.imageIds.every((imageId) =>
    isSameSet(cloud.rosterOf(imageId), [...(mark.rosters.get(imageId) ?? []), ...job.wanted]),
  ) && cloud.effects.slice(mark.effects).every(({ imageId }) => job.imageIds.includes(imageId));

/** Adds up a job from its images. */
export const reportJob = (
  product: string,
  cloud: CloudLog,
  mark: Mark,
  job: RequestedJob,
): { report: DemoReport; images: ImageReport[] } => {
  const images = job.imageIds.map((imageId) => reportImage(cloud, mark, job, imageId));
  const calls: Record<string, number> = {};
  for (const { action } of cloud.calls.slice(mark.calls)) calls[action] = (calls[action] ?? 0) + 1;
  const sum = (of: (image: ImageReport) => number) => images.reduce((total, image) => total + of(image), 0);
  const report = {
    product,
    requested: sum(({ requested }) => requested),
    confirmed: sum(({ confirmed }) => confirmed),
    refused: images.flatMap(({ refused }) => refused),
    calls,
    rosterMatchesRequest: hasRequestedRosters(cloud, mark, job),
  };
  return { report, images };
};

const columns = ['image', 'requested', 'confirmed', 'refused', 'calls'] as const;

/** @returns the images as lines of a table, refusals with their codes below */
export const tableOf = (images: readonly ImageReport[]): string[] => {
  const rows = images.map((image) => [
    image.imageId,
    String(image.requested),
    String(image.confirmed),
    String(image.refused.length),
    String(image.calls),
  ]);
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('   ');
  return [
    line(columns),
    ...images.flatMap((image, at) => [
      line(rows[at] ?? []),
      ...image.refused.map(({ account, code }) => `  refused ${account}   ${code}`),
    ]),
  ];
};

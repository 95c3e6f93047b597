import type { PracticeServer } from '../../practice/server.ts';
import type { RequestRecord } from '../../practice/traffic.ts';
import { pause } from './bench.ts';
import type { Ward } from './ward.ts';

/** Where in a call the background is killed. */
export const points = ['before-effect', 'after-effect', 'after-answer', 'between-record-and-call'] as const;
export type Point = (typeof points)[number];

export interface Kills {
  /** Kills of a living background so far. */
  count: number;
  /** Those of them at a call that changes a roster; between record and call nobody knows, so they count as 0. */
  writes: number;
  /** Milliseconds since the epoch; of the last kill's end. */
  lastAt: number;
  disarm(): void;
}

const writeAction = 'ModifyImageSharePermission';
const isApi = (host: string) => /\.(?:tencentcloudapi|aliyuncs)\.com$/.test(host);

/** The call as a job knows it: the same batch, or the same reading of the same state. Each is struck once. */
const keyOf = ({ cloud }: Ward, { action, search, body }: RequestRecord): string => {
  const call = `${action} ${search} ${body}`;
  if (action === writeAction) return call;
  const [imageId] = /\b(?:img|m)-[0-9a-z]+/.exec(search + body) ?? [];
  return `${call} ${imageId ? cloud.rosterOf(imageId).length : cloud.effects.length}`;
};

/** A call of the next background may slip in while the last one is killed; it is not held for long, but lost. */
const gone = ({ closed }: RequestRecord): Promise<unknown> => Promise.race([closed, pause(2_000)]);

/** Kills the background once at each call, at a point of it that the server sees. */
const strikeCalls = (
  server: PracticeServer,
  ward: Ward,
  point: Exclude<Point, 'between-record-and-call'>,
  kill: (isWrite: boolean) => Promise<void>,
) => {
  const struck = new Set<string>();
  let isKilling = false;
  const strike = async (record: RequestRecord) => {
    if (!record.action || isKilling) return false;
    const key = keyOf(ward, record);
    if (struck.has(key)) return false;
    struck.add(key);
    isKilling = true;
    const killed = async () => {
      await kill(record.action === writeAction);
      isKilling = false;
    };
    if (point === 'after-answer') {
      void record.closed.then(killed);
      return false;
    }
    await killed();
    return true;
  };
  /** A call that died with its background has no effect: it waits until its client is gone. */
  const lose = async (record: RequestRecord) => {
    await gone(record);
    return 'destroy' as const;
  };
  server.faults.beforeAnswer = async (record) => {
    // Another call of the background that is being killed; it is struck when it comes again.
    if (record.action && isKilling) return lose(record);
    return point === 'before-effect' && (await strike(record)) ? lose(record) : undefined;
  };
  if (point === 'before-effect') return;
  server.faults.afterEffect = async (record) => {
    if (await strike(record)) await gone(record);
    return undefined;
  };
};

/**
 * Kills the background when it has begun to connect and nothing of the call has left it. In each state of the rosters
 * the first connection is struck, then the second, and so on, until a call gets through that changes them. Lives do
 * not need the same number of connections, so the one after which the journal announces a write is struck in any case.
 */
const strikeConnections = (
  server: PracticeServer,
  ward: Ward,
  kill: () => Promise<void>,
  isAnnounced: () => Promise<boolean>,
) => {
  let state = -1;
  let depth = 0;
  let passed = 0;
  let isKilling = false;
  let hasStruckWrite = false;
  const strike: PracticeServer['faults']['beforeHandshake'] = async (name) => {
    if (!isApi(name) || isKilling) return undefined;
    if (ward.cloud.effects.length !== state) {
      state = ward.cloud.effects.length;
      depth = 0;
      passed = 0;
      hasStruckWrite = false;
    }
    isKilling = true;
    const isOfWrite = !hasStruckWrite && (await isAnnounced());
    // The job may have ended meanwhile, and another one begins.
    if (server.faults.beforeHandshake !== strike) return undefined;
    if (!isOfWrite && passed < depth) {
      passed += 1;
      isKilling = false;
      return undefined;
    }
    hasStruckWrite ||= isOfWrite;
    depth += 1;
    passed = 0;
    await kill();
    isKilling = false;
    return 'destroy';
  };
  server.faults.beforeHandshake = strike;
};

/**
 * Arms a server: from now on the background is killed at each call of the ward's job, once.
 * @param killBackground resolves when the background is gone; says whether it ran
 * @param isAnnounced whether the last line of the job's journal announces a write
 */
export const armKills = (
  server: PracticeServer,
  ward: Ward,
  point: Point,
  killBackground: () => Promise<boolean>,
  isAnnounced: () => Promise<boolean>,
): Kills => {
  const kills: Kills = {
    count: 0,
    writes: 0,
    lastAt: Date.now(),
    disarm: () => {
      server.faults.beforeAnswer = undefined;
      server.faults.afterEffect = undefined;
      server.faults.beforeHandshake = undefined;
    },
  };
  const kill = async (isWrite: boolean) => {
    const isKill = await killBackground();
    if (isKill) kills.count += 1;
    if (isKill && isWrite) kills.writes += 1;
    kills.lastAt = Date.now();
  };
  if (point === 'between-record-and-call') strikeConnections(server, ward, () => kill(false), isAnnounced);
  else strikeCalls(server, ward, point, kill);
  return kills;
};

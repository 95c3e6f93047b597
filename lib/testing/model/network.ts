import type { Fault } from '../../../practice/faults.ts';
import type { SignedRequest } from '../../domain/provider';
import type { WireCall } from '../practice-kits';
import type { Author } from './history';
import type { Ending } from './oracle';
import type { CallFault } from './schedule';
import { never, type Stage } from './stage';

type Flight = { dies: boolean; lateMs: number | undefined };
type WriteCall = Extract<WireCall, { kind: 'write' }>;

const cloudFault = (stage: Stage, fault: CallFault): Fault =>
  fault === 'throttled' || fault === 'broken' ? { code: stage.kit.codes[fault] } : fault;

const isFor = (wire: WireCall, on: 'write' | 'read'): boolean => (wire.kind === 'write') === (on === 'write');

/** Has the cloud act on a call, or on a copy of it, and tells the oracle what changed. */
const deliver = (
  stage: Stage,
  request: SignedRequest,
  wire: WireCall,
  author: Author | undefined,
  isCopy: boolean,
) => {
  const { cloud, oracle, troubles } = stage;
  const fault = isCopy ? undefined : troubles.faults.find((each) => each.times > 0 && isFor(wire, each.on));
  if (fault) {
    fault.times -= 1;
    stage.count(fault.fault);
  }
  const before = cloud.effects.length;
  cloud.setFaultSource(fault ? () => cloudFault(stage, fault.fault) : undefined);
  const answer = cloud.play(request);
  for (const { imageId, account, kind, at } of cloud.effects.slice(before))
    oracle.changed(imageId, account, kind, at, author);
  const changed = cloud.effects.slice(before).map(({ account }) => account);
  stage.tell(
    `cloud: ${isCopy ? 'copy of ' : ''}${JSON.stringify(wire)} changes ${changed} ${fault?.fault ?? ''} ${answer.status}`,
  );
  return answer;
};

/** Plays a copy of a call after a while; the cloud judges whether its signature still counts. */
const sendCopy = async (stage: Stage, ms: number, play: () => void): Promise<void> => {
  stage.copies.left += 1;
  await stage.clock.sleep(ms);
  play();
  stage.copies.left -= 1;
};

const clockCodes = /SignatureExpire|InvalidTimeStamp\.Expired/;

const endingOf = (status: number, body: string): Ending => {
  if (clockCodes.test(body)) return 'resign';
  if (status >= 500 || /InternalError|NonceUsed|"RequestId":9007199254740993/.test(body)) return 'unknown';
  const isXml = body.startsWith('<?xml');
  try {
    if (!isXml) JSON.parse(body);
  } catch {
    return 'unknown';
  }
  return isXml || status >= 400 || /"Error":\{/.test(body) ? 'refused' : 'accepted';
};

const text = new TextEncoder();

/** The three things the door reads of an answer; the browser's own costs a hundred times as much to make. */
const responseOf = (status: number, body: string, date: string): Response => {
  const parts = [text.encode(body)];
  const read = async () => {
    const value = parts.shift();
    return value ? { done: false, value } : { done: true, value: undefined };
  };
  const made = {
    status,
    headers: { get: (name: string) => (name === 'date' ? date : null) },
    body: { getReader: () => ({ read, cancel: async () => {} }) },
  };
  // The door asks for nothing else (lib/background/fetch.ts).
  return made as unknown as Response;
};

const broken = () => new TypeError('Failed to fetch');

/** Tells the oracle of a call as it leaves. */
const leave = (stage: Stage, wire: WireCall): Author | undefined => {
  if (wire.kind !== 'write') {
    stage.counts.reads += 1;
    return undefined;
  }
  stage.counts.writes += 1;
  return stage.oracle.left(wire);
};

const isCut = ({ troubles }: Stage): boolean => troubles.isOffline || troubles.isForbidden;

/** The way of one call that has left: there, effect, and back. */
const fly = async (stage: Stage, mine: number, request: SignedRequest, wire: WireCall): Promise<Response> => {
  const { clock, random, troubles } = stage;
  const author = leave(stage, wire);
  const fate = wire.kind === 'write' ? troubles.fates.shift() : undefined;
  const slowMs = troubles.slowMs;
  troubles.slowMs = 0;
  if (slowMs > 0) stage.count('slow');
  const flight: Flight = { dies: false, lateMs: undefined };
  stage.flights.add(flight);
  await clock.sleep(10 + Math.floor(random() * 60) + slowMs);
  stage.flights.delete(flight);
  stage.pass(mine);
  const play = (isCopy: boolean) => deliver(stage, request, wire, author, isCopy);
  if (flight.lateMs !== undefined) void sendCopy(stage, flight.lateMs, () => play(true));
  if (flight.dies || flight.lateMs !== undefined) return never();
  if (fate?.kind === 'late') {
    stage.count(fate.isApplied ? 'late copy' : 'late call');
    void sendCopy(stage, fate.ms, () => play(true));
    if (!fate.isApplied) throw broken();
  }
  if (fate?.kind === 'double') {
    stage.count('double');
    play(true);
  }
  const answer = play(false);
  const isSeen = wire.kind === 'roster' ? stage.oracle.read(wire.imageId, clock.now()) : () => {};
  stage.pass(mine);
  await clock.sleep(10 + Math.floor(random() * 60));
  if (!stage.pass(mine)) return never();
  if (answer.lost || fate?.kind === 'late' || isCut(stage)) throw broken();
  const ending = endingOf(answer.status, answer.body);
  // The door gives a call up after 15 s.
  const isHeard = slowMs < 14_000;
  if (ending === 'accepted' && isHeard) isSeen();
  if (wire.kind === 'write' && author && isHeard)
    stage.oracle.answered(author.jobId, wire satisfies WriteCall, ending);
  return responseOf(answer.status, answer.body, answer.date);
};

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(broken()), { once: true });
  });

/** @returns the browser's fetch as one background sees it */
export const fetchOf =
  (stage: Stage, mine: number) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    if (!stage.pass(mine)) return never();
    if (isCut(stage)) {
      await stage.clock.sleep(20);
      throw broken();
    }
    // The door always passes a plain record of headers and a text body.
    const headers = init.headers as Record<string, string>;
    const method = init.method === 'GET' ? 'GET' : 'POST';
    const request: SignedRequest = { url, method, headers, body: String(init.body ?? '') };
    const wire = stage.kit.wireOf(request);
    const isSlow = stage.troubles.slowMs > 0;
    const answer = fly(stage, mine, request, wire);
    return isSlow && init.signal ? Promise.race([answer, abortOf(init.signal)]) : answer;
  };

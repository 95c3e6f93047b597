import { type Fault, type Faults, serverErrorPage } from '../faults.ts';
import { pickUuid } from '../random.ts';
import { createRates } from '../rates.ts';
import { findAction } from './actions/table.ts';
import {
  answerJson,
  type CallRecord,
  type CallResult,
  type CloudCall,
  errorXml,
  recordOf,
  wrongTypesBody,
} from './call.ts';
import { checkRegion } from './hosts.ts';
import { checkToken, findKey, type PracticeKey } from './keys.ts';
import { requiredText } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { Action, CloudState } from './state.ts';

/** Most a call's clock may be away from the cloud's, and how long a nonce is remembered, milliseconds. */
const clockWindowMs = 15 * 60 * 1000;

export interface GatewayOptions {
  state: CloudState;
  faults: Faults;
  /** Milliseconds since the epoch; for rates and effects. */
  now: () => number;
  /** The cloud's own clock, which can be moved; for signatures and the Date header. */
  clock: () => number;
  hasRates: boolean;
}

export interface Gateway {
  readonly calls: CallRecord[];
  rejectedByRate(): number;
  play(call: CloudCall): CallResult;
}

interface Answer {
  status: number;
  content: Record<string, unknown>;
}

/** Remembers nonces; throws a Refusal for one that was used a short while ago. */
function createNonces(clock: () => number) {
  const usedAt = new Map<string, number>();
  return (nonce: string): void => {
    const last = usedAt.get(nonce);
    if (last !== undefined && clock() - last < clockWindowMs) throw new Refusal('SignatureNonceUsed');
    usedAt.set(nonce, clock());
  };
}

/** Judges who calls; throws a Refusal. */
function authenticate({ state, clock }: GatewayOptions, call: CloudCall): PracticeKey {
  const key = findKey(state.keys, call.keyId);
  if (call.signedAt !== undefined && Math.abs(clock() - call.signedAt) > clockWindowMs) {
    throw new Refusal('InvalidTimeStamp.Expired');
  }
  if (call.verify && !call.verify(key.secret)) {
    throw new Refusal('SignatureDoesNotMatch', `server string to sign is:${call.toSign ?? ''}`);
  }
  checkToken(key, call.token, clock());
  return key;
}

function run(options: GatewayOptions, call: CloudCall, action: Action, key: PracticeKey) {
  const { state, now } = options;
  if (action.withoutRight && key.deniedActions?.includes(call.action))
    return action.withoutRight({ state, key });
  const region = action.needsRegion ? requiredText(call.parameters, 'RegionId') : '';
  if (action.needsRegion) checkRegion(call.host, region);
  return action.run({ state, key, region, parameters: call.parameters, at: now() });
}

const errorContent = (record: CallRecord, { code, message }: Refusal) => ({
  RequestId: record.requestId,
  HostId: record.host,
  Code: code,
  Message: message,
  Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&requestId=${record.requestId}`,
});

/** The way of a call through the cloud, from its arrival to the text of the answer. */
export function createGateway(options: GatewayOptions): Gateway {
  const { state, faults, now, clock, hasRates } = options;
  const rates = createRates();
  const useNonce = createNonces(clock);
  const calls: CallRecord[] = [];
  let rejectedByRate = 0;

  const judge = (call: CloudCall, fault: Fault | undefined): Record<string, unknown> => {
    if (call.refusedAs) throw new Refusal(call.refusedAs);
    const action = findAction(call.host, call.version, call.action);
    const key = authenticate(options, call);
    if (call.nonce !== undefined) useNonce(call.nonce);
    if (hasRates && !rates.admit(`${call.action} ${call.host} ${key.account}`, action.perSecond, now())) {
      rejectedByRate += 1;
      throw new Refusal('Throttling.User');
    }
    if (typeof fault === 'object') throw new Refusal(fault.code, fault.detail);
    return run(options, call, action, key);
  };

  const respond = (call: CloudCall, record: CallRecord, fault: Fault | undefined): Answer => {
    const effectsBefore = state.effects.length;
    try {
      return { status: 200, content: { ...judge(call, fault), RequestId: record.requestId } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      record.code = error.code;
      return { status: error.status, content: errorContent(record, error) };
    } finally {
      record.applied = state.effects.slice(effectsBefore).map(({ account }) => account);
    }
  };

  const play = (call: CloudCall): CallResult => {
    const record = recordOf(call, now(), pickUuid(state.random).toUpperCase());
    calls.push(record);
    const fault = faults.take(record);
    const common = { date: new Date(clock()).toUTCString(), requestId: record.requestId, lost: false };
    const lost: CallResult = { ...common, lost: true, status: 0, contentType: '', body: '' };
    const broken: CallResult = { ...common, status: 502, contentType: 'text/html', body: serverErrorPage };
    if (fault === 'lost-before' || fault === 'server-error') {
      record.code = fault;
      return fault === 'lost-before' ? lost : broken;
    }
    const { status, content } = respond(call, record, fault);
    if (fault === 'lost-after') return lost;
    if (fault === 'server-error-after') return broken;
    const isXml = status !== 200 && state.quirks.errorBodies === 'xml';
    const body = isXml ? errorXml(content) : answerJson(content);
    const contentType = isXml ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8';
    if (fault === 'wrong-types') return { ...common, status: 200, contentType, body: wrongTypesBody };
    const isCut = fault === 'truncated';
    return {
      ...common,
      status,
      contentType,
      body: isCut ? body.slice(0, Math.floor(body.length / 2)) : body,
      response: content,
    };
  };

  return { calls, rejectedByRate: () => rejectedByRate, play };
}

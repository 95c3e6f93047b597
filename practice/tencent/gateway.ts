import { type Fault, type Faults, serverErrorPage } from '../faults.ts';
import { pickUuid } from '../random.ts';
import { createRates } from '../rates.ts';
import { findAction } from './actions/table.ts';
import {
  answerText,
  type CallRecord,
  type CallResult,
  type CloudCall,
  recordOf,
  wrongTypesBody,
} from './call.ts';
import { checkRegion } from './hosts.ts';
import { checkKey, checkPermission, findKey, type PracticeKey } from './keys.ts';
import { refuseUnknown } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { Action, CloudState } from './state.ts';

/** Most a call's clock may be away from the cloud's, milliseconds (vendor's "request structure" pages). */
const clockWindowMs = 5 * 60 * 1000;

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

/** Judges who calls; throws a Refusal. */
function authenticate({ state, clock }: GatewayOptions, call: CloudCall): PracticeKey {
  const key = findKey(state.keys, call.keyId, call.host, state.quirks);
  if (call.signedAt !== undefined && Math.abs(clock() - call.signedAt) > clockWindowMs) {
    throw new Refusal('AuthFailure.SignatureExpire');
  }
  if (call.verify && !call.verify(key.secretKey)) throw new Refusal('AuthFailure.SignatureFailure');
  checkKey(key, { token: call.token, address: call.address ?? '127.0.0.1' }, clock());
  return key;
}

function readParameters(call: CloudCall, action: Action): Record<string, unknown> {
  if (typeof call.body !== 'object' || call.body === null || Array.isArray(call.body)) {
    throw new Refusal('InvalidParameter', 'the body is not a JSON object');
  }
  const parameters = { ...call.body } as Record<string, unknown>; // an object, as checked above
  refuseUnknown(parameters, action.parameters);
  return parameters;
}

function readRegion(call: CloudCall, action: Action, key: PracticeKey): string {
  if (!action.needsRegion) return '';
  if (!call.region) throw new Refusal('MissingParameter', 'Region');
  checkRegion(call.host, call.region, key.site === 'international');
  return call.region;
}

/** The way of a call through the cloud, from its arrival to the text of the answer. */
export function createGateway(options: GatewayOptions): Gateway {
  const { state, faults, now, clock, hasRates } = options;
  const rates = createRates();
  const calls: CallRecord[] = [];
  let rejectedByRate = 0;

  const judge = (call: CloudCall, fault: Fault | undefined): Record<string, unknown> => {
    if (call.refusedAs) throw new Refusal(call.refusedAs);
    const action = findAction(call.host, call.version, call.action);
    const key = authenticate(options, call);
    if (hasRates && !rates.admit(`${call.action} ${call.host} ${key.user}`, action.perSecond, now())) {
      rejectedByRate += 1;
      throw new Refusal('RequestLimitExceeded', `${action.perSecond}/s`);
    }
    if (typeof fault === 'object') throw new Refusal(fault.code, fault.detail);
    checkPermission(key, call.action, action.isWrite);
    const region = readRegion(call, action, key);
    return action.run({ state, key, region, parameters: readParameters(call, action), at: now() });
  };

  const respond = (
    call: CloudCall,
    record: CallRecord,
    fault: Fault | undefined,
  ): Record<string, unknown> => {
    const effectsBefore = state.effects.length;
    try {
      return { ...judge(call, fault), RequestId: record.requestId };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      record.code = error.code;
      return { Error: { Code: error.code, Message: error.message }, RequestId: record.requestId };
    } finally {
      record.applied = state.effects.slice(effectsBefore).map(({ account }) => account);
    }
  };

  const play = (call: CloudCall): CallResult => {
    const record = recordOf(call, now(), pickUuid(state.random));
    calls.push(record);
    const fault = faults.take(record);
    const common = { date: new Date(clock()).toUTCString(), requestId: record.requestId };
    const lost: CallResult = { ...common, lost: true, status: 0, body: '' };
    const broken: CallResult = { ...common, lost: false, status: 502, body: serverErrorPage };
    if (fault === 'lost-before' || fault === 'server-error') {
      record.code = fault;
      return fault === 'lost-before' ? lost : broken;
    }
    const response = respond(call, record, fault);
    if (fault === 'lost-after') return lost;
    if (fault === 'server-error-after') return broken;
    if (fault === 'wrong-types') return { ...common, lost: false, status: 200, body: wrongTypesBody };
    return {
      ...common,
      lost: false,
      status: 200,
      body: answerText(response, fault === 'truncated'),
      response,
    };
  };

  return { calls, rejectedByRate: () => rejectedByRate, play };
}

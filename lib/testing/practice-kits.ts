import { numbered } from '../../practice/alibaba/call.ts';
import { createAlibabaCloud } from '../../practice/alibaba/cloud.ts';
import type { AlibabaQuirks } from '../../practice/alibaba/quirks.ts';
import type { Effect } from '../../practice/effects.ts';
import type { FaultSource } from '../../practice/faults.ts';
import { createTencentCloud } from '../../practice/tencent/cloud.ts';
import type { TencentQuirks } from '../../practice/tencent/quirks.ts';
import type { Action, ProductId, SiteId } from '../domain/product';
import type { SignedRequest } from '../domain/provider';
import {
  type AlibabaProduct,
  alibabaCaller,
  alibabaImageAt,
  alibabaRecipients,
  alibabaRegions,
  alibabaSeed,
  ramUser,
} from './practice-alibaba';
import { caller, imageIdAt, recipients, tencentRegion, tencentSeed } from './practice-job';
import { alibabaCallOf, type PlayRequest, tencentCallOf } from './practice-provider';

/** What a request asks the cloud for, read off the wire without a word of ours. */
export type WireCall =
  | { kind: 'write'; imageId: string; action: Action; accounts: string[] }
  | { kind: 'roster'; imageId: string }
  | { kind: 'other' };

/** A practice cloud's core, whatever vendor it plays. */
export interface PlayedCloud {
  play: PlayRequest;
  /** Every call in order of arrival, with `ok` or the code it was refused with. */
  readonly calls: readonly { action: string; code: string; parameters?: Readonly<Record<string, string>> }[];
  /** How many calls were refused for their rate. */
  rejectedByRate(): number;
  /** Every account that got or lost an image, in order. */
  effects: readonly Effect[];
  rosterOf(imageId: string): string[];
  setRoster(imageId: string, accounts: readonly string[]): void;
  /** Most accounts per image. */
  setQuota(accounts: number): void;
  foreignEdit(kind: Action, imageId: string, accounts: readonly string[]): void;
  setFaultSource(source: FaultSource | undefined): void;
  /** Turns switches of the vendor; those of another vendor are passed over. */
  turn(quirks: Partial<TencentQuirks & AlibabaQuirks>): void;
}

/** One product with all that is needed to play its cloud. */
export interface PlayKit {
  product: ProductId;
  site: SiteId;
  /** Empty for a product without regions. */
  region: string;
  /** Account of the practice keys. */
  caller: string;
  /** A user of some account, which cannot receive an image. */
  subUser: string;
  /** An id that belongs to nobody. */
  stranger: string;
  /** Host names of the cloud, as in match patterns. */
  hosts: readonly string[];
  /** Codes of refusals that pass by themselves. */
  codes: { throttled: string; broken: string };
  imageAt(at: number): string;
  recipients(size: number): string[];
  /** @param images plain images of the practice account */
  createCloud(now: () => number, images: number, chance: number): PlayedCloud;
  wireOf(request: SignedRequest): WireCall;
}

const rosterAction = 'DescribeImageSharePermission';
const writeAction = 'ModifyImageSharePermission';

const tencentWire = (request: SignedRequest): WireCall => {
  const { action, body } = tencentCallOf(request);
  // The parameters of this vendor's API, as the adapter's conformance test holds them against the vendor's own client.
  const { ImageId, AccountIds, Permission } = body as Record<string, unknown>;
  const imageId = String(ImageId);
  if (action === rosterAction) return { kind: 'roster', imageId };
  if (action !== writeAction || !Array.isArray(AccountIds)) return { kind: 'other' };
  return {
    kind: 'write',
    imageId,
    action: Permission === 'SHARE' ? 'share' : 'revoke',
    accounts: AccountIds.map(String),
  };
};

const alibabaWire = (request: SignedRequest): WireCall => {
  const { action, parameters } = alibabaCallOf(request);
  const imageId = parameters.ImageId ?? '';
  if (action === rosterAction) return { kind: 'roster', imageId };
  if (action !== writeAction) return { kind: 'other' };
  const listed = (name: string) => [
    ...numbered(parameters, name),
    ...(parameters[`${name}s`]?.split(',') ?? []),
  ];
  const added = listed('AddAccount');
  return added.length > 0
    ? { kind: 'write', imageId, action: 'share', accounts: added }
    : { kind: 'write', imageId, action: 'revoke', accounts: listed('RemoveAccount') };
};

const tencentKit: PlayKit = {
  product: 'tencent-cvm',
  site: 'tencent',
  region: tencentRegion,
  caller,
  subUser: '100000200001',
  stranger: '100000199999',
  hosts: ['*.tencentcloudapi.com'],
  codes: { throttled: 'RequestLimitExceeded', broken: 'InternalError' },
  imageAt: imageIdAt,
  recipients,
  createCloud: (now, images, chance) => {
    const cloud = createTencentCloud({ now, chance, seed: tencentSeed(images) });
    return {
      ...cloud,
      play: (request) => cloud.call(tencentCallOf(request)),
      turn: (quirks) => void Object.assign(cloud.quirks, quirks),
    };
  },
  wireOf: tencentWire,
};

const alibabaKit = (product: AlibabaProduct): PlayKit => ({
  product,
  site: 'alibaba',
  region: alibabaRegions[product],
  caller: alibabaCaller,
  subUser: ramUser,
  stranger: '1999999999999999',
  hosts: ['*.aliyuncs.com'],
  codes: { throttled: 'Throttling.User', broken: 'InternalError' },
  imageAt: (at) => alibabaImageAt(product, at),
  recipients: alibabaRecipients,
  createCloud: (now, images, chance) => {
    const cloud = createAlibabaCloud({ now, chance, seed: alibabaSeed(product, images) });
    return {
      ...cloud,
      play: (request) => cloud.call(alibabaCallOf(request)),
      turn: (quirks) => void Object.assign(cloud.quirks, quirks),
    };
  },
  wireOf: alibabaWire,
});

/** Every product's practice cloud. */
export const playKits: Record<ProductId, PlayKit> = {
  'tencent-cvm': tencentKit,
  'alibaba-ecs': alibabaKit('alibaba-ecs'),
  'alibaba-ens': alibabaKit('alibaba-ens'),
};

import { signRequest as signAlibaba } from '../lib/providers/alibaba/sign.ts';
import { signWithSdk as signAlibabaWithSdk } from '../lib/providers/alibaba/testing/sdk-signer.ts';
import { signRequest as signTencent } from '../lib/providers/tencent/sign.ts';
import { signWithSdk as signTencentWithSdk } from '../lib/providers/tencent/testing/sdk-signer.ts';
import { type BenchRow, compared, type Growth, held, type Measured } from './row.ts';

/** Dummy values. */
const credentials = { keyId: 'AKIDPRACTICE0001', secret: 'PRACTICE-SECRET-0001-0123456789AB' };
const host = { tencent: 'cvm.tencentcloudapi.com', alibaba: 'ecs.cn-hangzhou.aliyuncs.com' };
/** As many as a job keeps under way. */
const inFlight = 10;
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface Signer {
  name: string;
  ours: (at: number) => Promise<unknown>;
  sdk: (at: number) => unknown;
}

/** Writes with as many accounts as a call takes. */
const tencentSigner = (accounts: number): Signer => {
  const ids = Array.from({ length: accounts }, (_, at) => String(100_000_100_001 + at));
  const body = JSON.stringify({ ImageId: 'img-p0000000', AccountIds: ids, Permission: 'SHARE' });
  const [service, version, action] = ['cvm', '2017-03-12', 'ModifyImageSharePermission'];
  const request = { host: host.tencent, service, version, action, region: 'ap-guangzhou', body };
  const sdkRequest = { host: host.tencent, service, ...credentials, body };
  return {
    name: 'Tencent Cloud, TC3-HMAC-SHA256',
    ours: (at) => signTencent(request, credentials, at),
    sdk: (at) => signTencentWithSdk({ ...sdkRequest, timestamp: Math.floor(at / 1_000) }),
  };
};

const alibabaSigner = (accounts: number): Signer => {
  const ids = Array.from({ length: accounts }, (_, at) => String(1_000_000_000_100_001 + at));
  const parameters = { ImageId: 'm-bp100000000000000000', RegionId: 'cn-hangzhou', AddAccount: ids };
  const [version, action] = ['2014-05-26', 'ModifyImageSharePermission'];
  const headersAt = (at: number) => ({
    host: host.alibaba,
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': `${new Date(at).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': String(at),
    'x-acs-content-sha256': emptyHash,
  });
  return {
    name: 'Alibaba Cloud, ACS3-HMAC-SHA256',
    ours: (at) =>
      signAlibaba({ host: host.alibaba, action, version, parameters }, credentials, at, String(at)),
    sdk: (at) =>
      signAlibabaWithSdk({ parameters, headers: headersAt(at), payloadHash: emptyHash, ...credentials }),
  };
};

/** @returns microseconds per signature: the best of several rounds, which the machine's other work disturbs least */
const costOf = async (sign: (at: number) => unknown, rounds = 12, perRound = 200): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  const startAt = Date.UTC(2026, 10, 22);
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let at = 0; at < perRound; at += inFlight)
      await Promise.all(Array.from({ length: inFlight }, (_, more) => sign(startAt + (at + more) * 1_000)));
    best = Math.min(best, ((performance.now() - start) * 1_000) / perRound);
  }
  return best;
};

const why =
  'the SDKs hash in OpenSSL on the same thread, which no browser has; WebCrypto keeps the key out of reach of scripts and answers from another thread';

const compareSigner = async ({ name, ours, sdk }: Signer): Promise<BenchRow[]> => {
  const [mine, theirs] = [await costOf(ours), await costOf(sdk)];
  const perSecond = (microseconds: number) =>
    `${Math.round(1e6 / microseconds).toLocaleString('en')} a second`;
  return [
    compared(
      { what: name, figure: mine, unit: 'µs', note: perSecond(mine), knownMiss: { upTo: 15, why } },
      { what: `the SDK's signer (${perSecond(theirs)})`, figure: theirs },
      1,
    ),
    held({ what: `${name}, of a call's 80 ms`, figure: mine / 800, unit: '%' }, 1),
  ];
};

/** Signatures against those of each vendor's own SDK, ten under way at a time as in a job. */
export const measureSigning = async (): Promise<Measured> => {
  const at: { size: number; figure: number }[] = [];
  for (const size of [1, 10, 100]) at.push({ size, figure: await costOf(tencentSigner(size).ours) });
  const growth: Growth = { what: 'signing', unit: 'µs', of: 'accounts in a call', at, aim: 'linear' };
  return {
    rows: [...(await compareSigner(tencentSigner(50))), ...(await compareSigner(alibabaSigner(10)))],
    growth: [growth],
  };
};

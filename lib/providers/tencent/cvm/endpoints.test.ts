import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apis, cvmHost, isRegion, siteHost } from './endpoints';

type SdkClient = new (options: object) => { endpoint: string; apiVersion: string } & Record<string, unknown>;

// The SDKs are CommonJS; their own types hide the fields looked at here.
const load = createRequire(import.meta.url) as (
  name: string,
) => Record<string, Record<string, { Client: SdkClient }>>;

const clientOf = (service: 'cvm' | 'sts', version: string) => {
  const Client = load(`tencentcloud-sdk-nodejs-${service}`)[service]?.[version]?.Client;
  if (!Client) throw new Error(`the SDK has no ${service} ${version}`);
  return new Client({
    credential: { secretId: 'AKIDEXAMPLE', secretKey: 'EXAMPLE' },
    region: 'ap-guangzhou',
  });
};

describe('endpoints', () => {
  it.each(Object.values(apis))(
    "are those of the vendor's SDK: $service $action",
    ({ service, version, action }) => {
      const client = clientOf(service, `v${version.replaceAll('-', '')}`);
      expect(client.endpoint).toBe(siteHost(service, 'tencent'));
      expect(client.apiVersion).toBe(version);
      expect(client[action]).toBeTypeOf('function');
    },
  );

  it('send finance regions to their own host on every site', () => {
    for (const site of ['tencent', 'tencent-intl'] as const) {
      expect(cvmHost(site, 'ap-beijing-fsi')).toBe('cvm.ap-beijing-fsi.tencentcloudapi.com');
    }
  });

  it.each(['ap-guangzhou', 'ap-shanghai-fsi', 'me-saudi-arabia', 'na-siliconvalley'])(
    'take %s for a region',
    (id) => expect(isRegion(id)).toBe(true),
  );

  it.each([
    '',
    'ap',
    'ap-',
    'AP-GUANGZHOU',
    'ap.evil.example',
    'ap-x/../y',
    'ap-x\n',
    '-fsi',
    `ap-${'x'.repeat(60)}`,
  ])('take %j for no region', (id) => expect(isRegion(id)).toBe(false));
});

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { apis, ecsHost, isRegion } from './endpoints';
import { ecsRegions } from './regions';

interface SdkClient {
  _endpointMap: Record<string, string>;
}

// The SDKs are CommonJS; their own types hide the fields looked at here.
const load = createRequire(import.meta.url);
const { default: Ecs } = load('@alicloud/ecs20140526') as {
  default: (new (config: object) => SdkClient & Record<string, unknown>) & { name: string };
};
const { $OpenApiUtil: runtime } = load('@alicloud/openapi-core') as {
  $OpenApiUtil: { Config: new (values: object) => object };
};

const client = new Ecs(
  new runtime.Config({ accessKeyId: 'EXAMPLE', accessKeySecret: 'EXAMPLE', regionId: 'cn-hangzhou' }),
);

describe('endpoints of ECS', () => {
  it.each(Object.values(apis))("are of an API that the vendor's SDK knows: $action", ({ action }) => {
    expect(client[action.charAt(0).toLowerCase() + action.slice(1)]).toBeTypeOf('function');
  });

  it('are the central host for regions that have no other', () => {
    for (const region of ['cn-hangzhou-finance', 'cn-north-2-gov-1']) {
      expect(ecsHost(region)).toBe('ecs.aliyuncs.com');
      expect(client._endpointMap[region]).toBe('ecs.aliyuncs.com');
    }
  });

  it('are named after the region for all others', () => {
    for (const { id } of ecsRegions.filter(({ id }) => !/-finance$|-gov-1$/.test(id))) {
      expect(isRegion(id), id).toBe(true);
      expect(ecsHost(id)).toBe(`ecs.${id}.aliyuncs.com`);
    }
    expect(new Set(ecsRegions.map(({ id }) => id)).size).toBe(ecsRegions.length);
  });

  it.each([
    '',
    'cn',
    'cn-',
    'CN-HANGZHOU',
    'cn.evil.example',
    'cn-x/../y',
    'cn-x\n',
    '-b',
    `cn-${'x'.repeat(60)}`,
  ])('take %j for no region', (id) => expect(isRegion(id)).toBe(false));
});

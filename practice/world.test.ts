import { describe, expect, it } from 'vitest';
import * as alibabaWorld from './alibaba/world.ts';
import type { ConsoleImage } from './host.ts';
import { isoSeconds } from './tencent/images.ts';
import { knownImages, mainRegion, owner, recipients } from './tencent/world.ts';
import { createPracticeWorld } from './world.ts';

const now = () => Date.UTC(2026, 0, 1);

describe('the practice world', () => {
  it('has several hundred images, of the same ids at every start', () => {
    const ids = () =>
      createPracticeWorld({ now })
        .cloud.imagesFor(owner.account, mainRegion, 'PRIVATE_IMAGE')
        .map(({ imageId }) => imageId);
    const first = ids();
    expect(first.length).toBeGreaterThan(300);
    expect(new Set(first).size).toBe(first.length);
    expect(ids()).toEqual(first);
    expect(first.every((imageId) => /^img-[0-9a-z]{8}$/.test(imageId))).toBe(true);
  });

  it('starts with some rosters, one of 41 accounts', () => {
    const { cloud } = createPracticeWorld({ now });
    expect(cloud.rosterOf(knownImages.shared)).toEqual(recipients(41));
    expect(cloud.rosterOf(knownImages.plain)).toEqual([]);
  });

  it('shows in the console what the API has, now', async () => {
    const { cloud, hosts } = createPracticeWorld({ now });
    const page = hosts.find((host) => host.answersTo('console.cloud.tencent.com'));
    const list = async (): Promise<ConsoleImage[]> => {
      const query = new URLSearchParams({ region: mainRegion, type: 'PRIVATE_IMAGE' });
      const answer = await page?.answer({
        host: 'console.cloud.tencent.com',
        method: 'GET',
        path: '/practice/images',
        query,
        headers: {},
        body: '',
        arrivedAt: now(),
      });
      return JSON.parse(answer?.body ?? '[]');
    };
    const image = cloud.image(knownImages.plain);
    if (!image) throw new Error('the image is missing');
    cloud.putImage({ ...image, name: '改名' });
    const shown = (await list()).find(({ imageId }) => imageId === knownImages.plain);
    expect(shown).toMatchObject({
      name: '改名',
      type: 'PRIVATE_IMAGE',
      createdAt: isoSeconds(image.createdAt),
    });
  });

  it('has images of both Alibaba Cloud products, each with its rosters, as their consoles show', () => {
    const { alibaba, consoleSource } = createPracticeWorld({ now });
    const ids = (product: 'alibaba-ecs' | 'alibaba-ens', region: string) =>
      consoleSource(product)
        .images(region, 'PRIVATE_IMAGE')
        .map(({ imageId }) => imageId);
    const ecs = ids('alibaba-ecs', alibabaWorld.mainRegion);
    const ens = ids('alibaba-ens', '');
    expect(ecs.length).toBeGreaterThan(200);
    expect(ens.length).toBeGreaterThan(50);
    expect(ecs.every((imageId) => /^m-[0-9a-z]{20}$/.test(imageId))).toBe(true);
    expect(ens.every((imageId) => /^m-5[0-9a-z]{24}$/.test(imageId))).toBe(true);
    expect(new Set([...ecs, ...ens]).size).toBe(ecs.length + ens.length);
    expect(ids('alibaba-ecs', 'cn-shanghai')).toHaveLength(24);
    expect(alibaba.rosterOf(alibabaWorld.knownEcsImages.shared)).toEqual(alibabaWorld.recipients(41));
    expect(alibaba.rosterOf(alibabaWorld.knownEnsImages.shared)).toEqual(alibabaWorld.recipients(23));
  });

  it('asks other hosts first', () => {
    const other = {
      answersTo: () => true,
      answer: async () => ({ status: 200, headers: {}, body: '' }),
    };
    expect(createPracticeWorld({ now, extraHosts: [other] }).hosts[0]).toBe(other);
  });
});

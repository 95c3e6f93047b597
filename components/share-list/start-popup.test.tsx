import { readFileSync } from 'node:fs';
import { cleanup, screen } from '@testing-library/preact';
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Glance } from '../../lib/domain/glance';
import { headOf } from '../../lib/domain/image';
import { speak } from '../text';
import { FakeCloud } from './fake-cloud';
import { startPopup } from './start-popup';
import { testImage, testProfile, testRoster } from './test-values';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => {
  render(null, root);
  cleanup();
  speak(undefined);
});

const rosters = [testRoster(testImage('img-00000001', 'golden'), ['100000000117'])];
const read = (folder: string) => JSON.parse(readFileSync(`public/_locales/${folder}/messages.json`, 'utf8'));

const start = async (cloud: FakeCloud, glance?: Glance) => {
  const kept: Glance[] = [];
  const reload = vi.fn();
  await startPopup(root, {
    client: cloud.client,
    hostAccess: { missing: async () => [], request: async () => false },
    loadCatalog: async (tag) => read(tag === 'en' ? 'en' : 'zh_CN'),
    readGlance: async () => glance,
    keepGlance: async (next) => void kept.push(next),
    reload,
  });
  return { kept, reload };
};

test('without a glance it speaks as set, and keeps one in that language', async () => {
  const cloud = new FakeCloud(rosters);
  cloud.set.settings.language = 'zh-CN';
  const { kept, reload } = await start(cloud);
  await screen.findByRole('searchbox', { name: '搜索镜像和账号' });
  await vi.waitFor(() => expect(kept.at(-1)?.language).toBe('zh-CN'));
  expect(reload).not.toHaveBeenCalled();
});

test('a glance in a language that is set no more is drawn anew', async () => {
  const cloud = new FakeCloud(rosters);
  cloud.set.settings.language = 'zh-CN';
  const glance: Glance = { language: 'en', profiles: [testProfile], heads: rosters.map(headOf) };
  const { kept, reload } = await start(cloud, glance);
  expect(reload).toHaveBeenCalledOnce();
  expect(kept.at(-1)?.language).toBe('zh-CN');
});

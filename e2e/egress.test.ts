import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PracticeHost } from '../practice/host.ts';
import { practiceKeys } from '../practice/tencent/world.ts';
import { until } from './drivers/surface.ts';
import { rogueChannels, rogueModule } from './rogue-module.ts';
import { createVault, extensionFolder, openStage, seeText, typeKeys } from './stage.ts';

const thief = 'thief.example';

/** The foreign host would answer anybody. */
const foreign: PracticeHost = {
  answersTo: (host) => host === thief || host.endsWith(`.${thief}`),
  answer: async () => ({
    status: 200,
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    body: '{}',
  }),
};

test('an API host that redirects brings nobody else a byte', async () => {
  const stage = await openStage([foreign]);
  const keysPage = await stage.driver.openPage('workspace.html#keys');
  await createVault(keysPage);
  const isCall = ({ host, method }: { host: string; method: string }) =>
    host.endsWith('.tencentcloudapi.com') && method === 'POST';
  for (const status of [301, 302, 303, 307, 308]) {
    stage.server.faults.beforeAnswer = (record) =>
      isCall(record)
        ? {
            status,
            headers: { location: `https://${thief}/${status}`, 'access-control-allow-origin': '*' },
            body: '',
          }
        : undefined;
    const before = stage.server.log.filter(isCall).length;
    await typeKeys(keysPage, practiceKeys.main);
    await until(
      `a call that gets ${status}`,
      async () => stage.server.log.filter(isCall).length > before || undefined,
    );
    await seeText(keysPage, 'could not be reached');
    expect([status, stage.server.log.filter(({ host }) => host.includes(thief))]).toEqual([status, []]);
  }
  // The same keys are taken once nobody redirects.
  stage.server.faults.beforeAnswer = undefined;
  await typeKeys(keysPage, practiceKeys.main);
  await keysPage.waitFor('button', /^Remove/);
  for (const { headers, host } of stage.server.log.filter(isCall))
    expect([host, headers.cookie, headers.referer]).toEqual([host, undefined, undefined]);
});

test('a certificate that nobody signed gets no request', async () => {
  const stage = await openStage([], {}, { isStrict: true });
  const keysPage = await stage.driver.openPage('workspace.html#keys');
  await createVault(keysPage);
  await typeKeys(keysPage, practiceKeys.main);
  await seeText(keysPage, 'could not be reached');
  expect(stage.server.log).toEqual([]);
});

test(`of ${rogueChannels} channels to the outside a poisoned background has navigations alone`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-rogue-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(extensionFolder, folder, { recursive: true });
  const background = join(folder, 'background.js');
  writeFileSync(background, `${readFileSync(background, 'utf8')}\n${rogueModule(thief)}`);
  const stage = await openStage([foreign], {}, { extension: folder });
  // The last channel is one that is open, so its arrival says that all were tried.
  await until(
    'the last channel',
    async () => stage.server.log.some(({ host }) => host === `z-tab.${thief}`) || undefined,
  );
  const reached = new Set(
    stage.server.log.map(({ host }) => host).filter((host) => host.endsWith(`.${thief}`)),
  );
  expect([...reached]).toEqual([`z-tab.${thief}`]);
});

import { expect, test } from 'vitest';
import { browserName, consoleAddress, openStage, saveKeys } from './stage.ts';

/** Every call that the launcher does not need. */
const forbidden = [
  'panel.hello',
  'workspace.open',
  'vault.state',
  'vault.create',
  'vault.unlock',
  'vault.lock',
  'vault.useMemory',
  'profiles.list',
  'profiles.save',
  'profiles.remove',
  'regions.list',
  'images.list',
  'images.locate',
  'plan.make',
  'plan.read',
  'plan.follow',
  'plan.decline',
  'job.start',
  'job.read',
  'job.list',
  'job.pause',
  'job.resume',
  'job.cancel',
  'job.retry',
  'job.undo',
  'rosters.known',
  'rosters.refresh',
  'rosters.read',
];

// Firefox offers no way into a content script's own world from outside.
test.runIf(browserName === 'chromium')(
  'a page that took over the content script can call next to nothing',
  async () => {
    const stage = await openStage();
    await saveKeys(stage);
    const page = await stage.driver.openConsole(consoleAddress);
    await page.launcherText();
    const callsBefore = stage.world.cloud.calls.length;
    const call = (name: string) =>
      page.evaluateInContentScript<{ ok: boolean; failure?: { kind: string } }>(
        `chrome.runtime.sendMessage({ call: '${name}', request: {} })`,
      );
    expect((await call('launcher.read')).ok).toBe(true);
    for (const name of forbidden)
      expect([name, (await call(name)).failure?.kind]).toEqual([name, 'not-allowed']);
    const stored =
      'chrome.storage.local.get(null).then((all) => JSON.stringify(all), (error) => String(error))';
    expect(await page.evaluateInContentScript<string>(stored)).not.toContain('PRACTICE-SECRET');
    const session =
      'Promise.resolve().then(() => chrome.storage.session.get(null)).then(() => "open", () => "closed")';
    expect(await page.evaluateInContentScript<string>(session)).toBe('closed');
    expect(stage.world.cloud.calls).toHaveLength(callsBefore);
  },
);

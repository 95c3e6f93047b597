import { expect, test } from 'vitest';
import { sampleRequests } from '../lib/testing/sample-requests.ts';
import { browserName, consoleAddress, openStage, saveKeys } from './stage.ts';

/** All that a console page's script is answered. */
const allowed = ['launcher.move', 'launcher.read', 'panel.open', 'rosters.counts'];

// Firefox offers no way into a content script's own world from outside.
test.runIf(browserName === 'chromium')(
  'a page that took over the content script can call next to nothing',
  async () => {
    const stage = await openStage();
    await saveKeys(stage);
    const page = await stage.driver.openConsole(consoleAddress);
    await page.launcherText();
    const callsBefore = stage.world.cloud.calls.length;
    const answered: string[] = [];
    for (const [name, request] of Object.entries(sampleRequests)) {
      const answer = await page.evaluateInContentScript<{ ok: boolean; failure?: { kind: string } }>(
        `chrome.runtime.sendMessage(${JSON.stringify({ call: name, request })})`,
      );
      if (answer.ok) answered.push(name);
      else expect([name, answer.failure?.kind]).toEqual([name, 'not-allowed']);
    }
    expect(answered.sort()).toEqual(allowed);
    const stored =
      'chrome.storage.local.get(null).then((all) => JSON.stringify(all), (error) => String(error))';
    expect(await page.evaluateInContentScript<string>(stored)).not.toContain('PRACTICE-SECRET');
    const session =
      'Promise.resolve().then(() => chrome.storage.session.get(null)).then(() => "open", () => "closed")';
    expect(await page.evaluateInContentScript<string>(session)).toBe('closed');
    expect(stage.world.cloud.calls).toHaveLength(callsBefore);
  },
);

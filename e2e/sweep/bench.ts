import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PracticeServer, startPracticeServer } from '../../practice/server.ts';
import { createPracticeWorld, type PracticeWorld } from '../../practice/world.ts';
import type { BrowserName } from '../../scripts/browsers.mjs';
import { openDriver } from '../drivers/open.ts';
import type { Driver, Surface } from '../drivers/surface.ts';
import { demand, type Page } from './talk.ts';
import type { Ward } from './ward.ts';

/** Practice clouds with a browser in front of them. */
export interface Bench {
  world: PracticeWorld;
  server: PracticeServer;
  driver: Driver;
  /** A page of the extension that speaks with the background, as an open panel does. */
  page: Surface;
  close(): Promise<void>;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Clouds for a sweep. They take calls at any rate: a background that is killed at every call has no memory of its pace.
 * @param requestsPerConnection as in the server
 */
export const openClouds = async (requestsPerConnection = 0) => {
  const world = createPracticeWorld({ rates: 'none', alibaba: { rates: 'none' } });
  return { world, server: await startPracticeServer({ hosts: world.hosts, requestsPerConnection }) };
};

/** Starts clouds and a browser with a fresh profile. @param extension folder of the build */
export const openBench = async (
  browser: BrowserName,
  extension: string,
  requestsPerConnection = 0,
): Promise<Bench> => {
  const { world, server } = await openClouds(requestsPerConnection);
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-sweep-'));
  const driver = await openDriver(browser, { extension, profile, port: server.port });
  return {
    world,
    server,
    driver,
    page: await driver.openPage('workspace.html#settings'),
    close: async () => {
      await driver.close();
      await server.stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Keeps a ward's keys in memory. @returns the profile's id */
export const saveKeys = async (page: Page, { site, key }: Ward): Promise<string> => {
  await demand(page, 'vault.useMemory', {});
  return (await demand(page, 'profiles.save', { site, label: 'Sweep', ...key })).id;
};

import { z } from 'zod';
import { createLimiter } from '../engine/limiter';
import { createServer } from '../messaging/server';
import { showRunning } from '../platform/badge';
import { elapsedMs, systemClock } from '../platform/clock';
import { closeAreas } from '../platform/close-areas';
import { createConsoleTeller, selectedText } from '../platform/console-tabs';
import { manifestHosts } from '../platform/manifest-hosts';
import { onNoticePressed, showNotice } from '../platform/notices';
import { onOnline } from '../platform/online';
import { missingHosts, onPermissionAdded } from '../platform/permissions';
import { chance, newId, newToken, randomBytes } from '../platform/random';
import { answerMessages, onBrowserStart, onInstall, ownId, ownOrigin, poke } from '../platform/runtime';
import { createSessionDoor } from '../platform/session-storage';
import { openWorkspace } from '../platform/tabs';
import { clearAlarm, onAlarm, setAlarm, setAlarmAt } from '../platform/wake-alarm';
import { onWindowClosed, openConfirmation } from '../platform/windows';
import { providers } from '../providers/apis';
import { products, regionOfConsole, siteOfConsole } from '../providers/catalog';
import { createBookStore } from '../storage/book-store';
import { clearDatabase, openDatabase } from '../storage/database';
import { createJobStore } from '../storage/job-store';
import { createQuarantineStore } from '../storage/quarantine';
import { createRosterStore } from '../storage/roster-store';
import { createSettingsStore } from '../storage/settings-store';
import { createVaultStore } from '../storage/vault-store';
import { createAudienceOf } from './audience';
import { createAwake } from './awake';
import { createHandlers, type Services } from './handlers';
import { createPanels } from './panels';
import { assemble } from './services';
import { createTroubles } from './storage-care';

const alarmName = 'jobs';
const lockAlarmName = 'lock';
/** The shortest that browsers allow in a store build. */
const alarmMinutes = 0.5;

const openStores = () => {
  const troubles = createTroubles();
  const database = openDatabase({ name: 'image-roster', now: systemClock.now, report: troubles.note });
  return {
    troubles,
    quarantine: createQuarantineStore(database),
    store: createJobStore(database),
    rosterStore: createRosterStore(database),
    bookStore: createBookStore(database),
    settings: createSettingsStore(database),
    vaultStore: createVaultStore(database),
    clearStores: () => clearDatabase(database),
  };
};

const openServices = (apiHosts: readonly string[], consoleHosts: readonly string[]): Services => {
  const session = createSessionDoor();
  return assemble({
    ...openStores(),
    session,
    clock: systemClock,
    elapsedMs,
    random: chance,
    awake: createAwake({ clock: systemClock, poke }),
    network: {
      fetch: (url, init) => fetch(url, init),
      clock: systemClock,
      limiter: createLimiter(systemClock),
      hosts: apiHosts,
      mayReach: async (pattern) => (await missingHosts([pattern])).length === 0,
    },
    providers,
    products,
    consoles: {
      siteOf: siteOfConsole,
      tell: createConsoleTeller(consoleHosts.map((host) => `https://${host}/*`)),
      selectedText,
    },
    panels: createPanels({
      session,
      makeToken: newToken,
      now: systemClock.now,
      siteOf: siteOfConsole,
      regionOf: regionOfConsole,
    }),
    randomBytes,
    newId,
    keepAlarm: (isNeeded) => (isNeeded ? setAlarm(alarmName, alarmMinutes) : clearAlarm(alarmName)),
    wakeAt: (at) => (at === undefined ? clearAlarm(lockAlarmName) : setAlarmAt(lockAlarmName, at)),
    // The query tells a confirmation from the workspace itself; the page reads the fragment.
    openConfirmation: (planId) => openConfirmation(`/workspace.html?confirm#confirm/${planId}`),
    openWorkspace,
    showNotice,
    showRunning,
    openJob: async (jobId) => void (await openConfirmation(`/panel.html?job=${jobId}`)),
  });
};

/**
 * Starts the background. Every listener is added before this returns, or the event that woke us would be lost;
 * unfinished jobs then go on by themselves.
 */
export const startBackground = (): void => {
  // Compiled schemas need eval, which the extension's policy forbids; asking would log a violation.
  z.config({ jitless: true });
  const { signal } = new AbortController();
  const hosts = manifestHosts();
  const services = openServices(hosts.apis, hosts.consoles);
  const { jobs, panels, starts } = services;
  const serve = createServer({
    handlers: createHandlers(services),
    audienceOf: createAudienceOf({
      ownId: ownId(),
      ownOrigin: ownOrigin(),
      consoleHosts: hosts.consoles,
      isBoundPanel: panels.isBound,
    }),
  });
  const goOn = () => void jobs.wake();
  const lockIfIdle = () => void services.lockIfIdle().catch(() => {});

  answerMessages((message, sender) => {
    goOn();
    return serve(message, sender);
  }, signal);
  onBrowserStart(goOn, signal);
  onInstall(() => void openWorkspace('welcome').catch(() => {}), signal);
  const goOnWith = (resume: () => Promise<void>) => () =>
    void jobs
      .wake()
      .then(resume)
      .catch(() => {});
  onAlarm(alarmName, goOnWith(jobs.retryPassing), signal);
  onOnline(goOnWith(jobs.retryPassing), signal);
  onPermissionAdded(
    goOnWith(() => jobs.resumeWhere((_, { kind }) => kind === 'permission-missing')),
    signal,
  );
  onNoticePressed((jobId) => void services.openJob(jobId).catch(() => {}), signal);
  onAlarm(lockAlarmName, lockIfIdle, signal);
  onWindowClosed((windowId) => void starts.closed(windowId).catch(() => {}), signal);
  // Where it cannot be closed, nothing of ours is in these areas.
  closeAreas().catch(() => {});
  goOn();
  lockIfIdle();
};

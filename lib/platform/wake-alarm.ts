import { browser } from 'wxt/browser';

/**
 * Calls `onAlarm` at each ring of the alarm `name`. To be called while the background's module runs: a ring that
 * starts the background is else not heard in Firefox.
 */
export const onAlarm = (name: string, onRing: () => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  const listener = (alarm: { name: string }) => {
    if (alarm.name === name) onRing();
  };
  browser.alarms.onAlarm.addListener(listener);
  signal.addEventListener('abort', () => browser.alarms.onAlarm.removeListener(listener));
};

/**
 * Makes the alarm ring every `periodMinutes`, from now on; one of the same name is replaced.
 * @param periodMinutes 0.5 or more; Chromium raises smaller ones
 */
export const setAlarm = async (name: string, periodMinutes: number): Promise<void> => {
  await browser.alarms.create(name, { periodInMinutes: periodMinutes });
};

/** Makes the alarm ring once. @param at milliseconds since the epoch; Chromium waits half a minute at least */
export const setAlarmAt = async (name: string, at: number): Promise<void> => {
  await browser.alarms.create(name, { when: at });
};

export const clearAlarm = async (name: string): Promise<void> => {
  await browser.alarms.clear(name);
};

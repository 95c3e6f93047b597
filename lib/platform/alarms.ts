import { browser } from 'wxt/browser';

/**
 * Wakes the background every `periodMinutes`, and calls `onAlarm` when it does. Alarms do not outlive the browser,
 * so this is called at each start; an alarm of the same name is replaced.
 * @param periodMinutes 0.5 or more; Chromium raises smaller ones
 * @param signal ends the listening and the alarm
 */
export const keepAlarm = (
  name: string,
  periodMinutes: number,
  onAlarm: () => void,
  signal: AbortSignal,
): void => {
  if (signal.aborted) return;
  const listener = (alarm: { name: string }) => {
    if (alarm.name === name) onAlarm();
  };
  browser.alarms.onAlarm.addListener(listener);
  void browser.alarms.create(name, { periodInMinutes: periodMinutes });
  signal.addEventListener('abort', () => {
    browser.alarms.onAlarm.removeListener(listener);
    void browser.alarms.clear(name);
  });
};

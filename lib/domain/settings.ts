/**
 * Everything a person can set: what may be chosen, and what holds until it is. A new setting is one line here; types,
 * schemas and storage follow from it. Nothing in it is secret.
 */
export const settingChoices = {
  /** Minutes without a person using the extension after which the keys are locked. */
  lockAfter: { choices: [5, 15, 30, 60, 240, 'never'], initial: 30 },
  /** Whether the system tells of a job that ended, or waits for a person, while no page of ours shows it. */
  jobNotices: { choices: ['on', 'off'], initial: 'on' },
  /** Whether a console's list shows how many accounts an image's known roster has; the page can read that too. */
  consoleCounts: { choices: ['on', 'off'], initial: 'on' },
  /** Language of our pages. */
  language: { choices: ['browser', 'en', 'zh-CN'], initial: 'browser' },
} as const satisfies Record<string, { choices: readonly Choice[]; initial: Choice }>;

type Choice = string | number | boolean;
type Choices = typeof settingChoices;

export type SettingName = keyof Choices;
/** One value for every setting. */
export type Settings = { [Name in SettingName]: Choices[Name]['choices'][number] };

/** Some of the settings, to be changed. */
export type SettingsChange = { [Name in SettingName]?: Settings[Name] | undefined };

// Object.keys forgets that the keys are the table's own.
export const settingNames = Object.keys(settingChoices) as SettingName[];

/** @returns how long a vault stays open unused, in milliseconds; null for as long as the browser is open */
export const lockAfterMs = (lockAfter: Settings['lockAfter']): number | null =>
  lockAfter === 'never' ? null : lockAfter * 60_000;

import { type Settings, type SettingsChange, settingChoices } from '../../lib/domain/settings';
import type { CallName } from '../../lib/messaging/contract';

/** What a person set, and what the vault tells of its state, behind a fake background. */
export class FakeSettings {
  settings: Settings = {
    lockAfter: settingChoices.lockAfter.initial,
    jobNotices: settingChoices.jobNotices.initial,
    consoleCounts: settingChoices.consoleCounts.initial,
    language: settingChoices.language.initial,
  };
  /** Ids of keys whose record cannot be read. */
  damaged: string[] = [];
  /** How long wrong passphrases make a person wait. */
  waitMs = 0;

  readonly answers: Partial<Record<CallName, (request: never) => unknown>> = {
    'vault.wait': () => ({ waitMs: this.waitMs }),
    'profiles.damaged': () => this.damaged,
    'settings.read': () => this.settings,
    'settings.write': (change: SettingsChange) => {
      this.settings = { ...this.settings, ...change } as Settings;
      return this.settings;
    },
  };
}

import { z } from 'zod';
import type { Database } from './database';
import type { RecordKind } from './records';
import { createTable } from './table';

/** What a person set, by name. Nothing secret: it is kept as it is. */
interface Settings {
  /** Where the launcher was dragged to: share of the window's height, 0 to 1. */
  'launcher.top': number;
}

const kinds: { [Name in keyof Settings]: RecordKind<Settings[Name]> } = {
  'launcher.top': { schema: z.number().min(0).max(1), migrations: [] },
};

export interface SettingsStore {
  /** Undefined when it was never set, or cannot be read. */
  read<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined>;
  write<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void>;
}

/** @returns the settings; a write may be lost with the power */
export const createSettingsStore = (database: Database): SettingsStore => ({
  read: (name) => createTable(database, 'settings', kinds[name], 'relaxed').get(name),
  write: (name, value) => createTable(database, 'settings', kinds[name], 'relaxed').put(name, value),
});

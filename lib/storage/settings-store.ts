import { z } from 'zod';
import { settingSchemas } from '../domain/schemas';
import {
  type SettingName,
  type Settings,
  type SettingsChange,
  settingChoices,
  settingNames,
} from '../domain/settings';
import type { Database } from './database';
import type { RecordKind } from './records';
import { createTable } from './table';

/** What is kept by name, each in a record of its own. Nothing secret: it is kept as it is. */
interface Kept extends Settings {
  /** Where the launcher was dragged to: share of the window's height, 0 to 1. */
  'launcher.top': number;
}

const kindOf = <Name extends keyof Kept>(name: Name): RecordKind<Kept[Name]> => {
  const schema = name === 'launcher.top' ? z.number().min(0).max(1) : settingSchemas[name as SettingName];
  // Each name's schema parses to the value of that name; the choice by name hides it from the compiler.
  return { schema: schema as unknown as z.ZodType<Kept[Name]>, migrations: [] };
};

export interface SettingsStore {
  /** Undefined when it was never set, or cannot be read. */
  read<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined>;
  write<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void>;
}

/** @returns the settings; a write may be lost with the power */
export const createSettingsStore = (database: Database): SettingsStore => ({
  read: (name) => createTable(database, 'settings', kindOf(name), 'relaxed').get(name),
  write: (name, value) => createTable(database, 'settings', kindOf(name), 'relaxed').put(name, value),
});

/** @returns every setting as it holds now; one that was never set, or cannot be read, as it is at first */
export const readSettings = async (store: SettingsStore): Promise<Settings> => {
  const pairs = settingNames.map(async (name) => [
    name,
    (await store.read(name)) ?? settingChoices[name].initial,
  ]);
  // One pair for each name, with a value of its schema.
  return Object.fromEntries(await Promise.all(pairs)) as Settings;
};

/** Keeps what `change` names, and nothing else. Rejects when it cannot be kept. */
export const writeSettings = async (store: SettingsStore, change: SettingsChange): Promise<void> => {
  for (const name of settingNames) {
    const value = change[name];
    if (value !== undefined) await store.write(name, value);
  }
};

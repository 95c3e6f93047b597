import { type SettingName, type Settings, settingChoices } from '../../lib/domain/settings';
import { Select } from '../ui/fields';
import type { SettingsState } from './use-settings';

/** One setting as a list of its choices. @param textOf a choice in the reader's language */
export const SettingChoice = <Name extends SettingName>({
  name,
  label,
  hint,
  textOf,
  state: { settings, change },
}: {
  name: Name;
  label: string;
  hint?: string;
  textOf: (choice: Settings[Name]) => string;
  state: SettingsState;
}) => {
  // The table's own choices are the setting's values; `as const` keeps them apart by name.
  const choices = settingChoices[name].choices as readonly unknown[] as readonly Settings[Name][];
  const value = settings?.[name] ?? settingChoices[name].initial;
  return (
    <Select
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={String(value)}
      options={choices.map((choice) => ({ value: String(choice), text: textOf(choice) }))}
      onChange={(text) => {
        const choice = choices.find((each) => String(each) === text);
        if (choice !== undefined) change({ [name]: choice });
      }}
    />
  );
};

import type { Settings } from '../../lib/domain/settings';
import { t } from '../text';
import { SettingChoice } from './SettingChoice';
import type { SettingsState } from './use-settings';

const texts: Record<Settings['language'], () => string> = {
  browser: () => t('settings_languageBrowser'),
  // Each language by its own name, so that whoever reads only that one finds it.
  en: () => t('settings_languageEnglish'),
  'zh-CN': () => t('settings_languageChinese'),
};

/** The language of our pages; the page opens anew, since everything on it is in the old one. */
export const LanguageChoice = ({ state, onChange }: { state: SettingsState; onChange: () => void }) => (
  <section class="card" aria-label={t('settings_languageHeading')}>
    <h2>{t('settings_languageHeading')}</h2>
    <SettingChoice
      name="language"
      label={t('settings_language')}
      hint={t('settings_languageHint')}
      textOf={(choice) => texts[choice]()}
      state={{ ...state, change: (change) => state.change(change, onChange) }}
    />
  </section>
);

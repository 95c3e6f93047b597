import { useReducer } from 'preact/hooks';
import { siteIds } from '../../lib/domain/product';
import { siteNameKeys } from '../../lib/providers/catalog';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Select, TextField } from '../ui/fields';
import { Note } from '../ui/note';
import { canSave, emptyKeyForm, keyFormReducer, saveRequest } from './key-form-state';
import { PolicyHelp } from './PolicyHelp';

/** Takes a set of keys, has the cloud say whose they are, and keeps them. */
export const KeyForm = ({ onSaved }: { onSaved: () => void }) => {
  const client = useClient();
  const [form, dispatch] = useReducer(keyFormReducer, emptyKeyForm);
  const save = async () => {
    if (!canSave(form)) return;
    const request = saveRequest(form);
    dispatch({ kind: 'saving' });
    const answer = await client('profiles.save', request);
    dispatch({ kind: 'answered', answer });
    if (answer.ok) onSaved();
  };
  const field = (name: 'label' | 'keyId' | 'secret' | 'token') => ({
    value: form[name],
    onInput: (value: string) => dispatch({ kind: 'typed', field: name, value }),
    onEnter: () => void save(),
  });
  const { saved } = form;

  return (
    <div class="cards">
      <section class="card" aria-label={t('keys_addHeading')}>
        <h2>{t('keys_addHeading')}</h2>
        <Select
          label={t('keys_cloud')}
          value={form.site}
          options={siteIds.map((id) => ({ value: id, text: t(siteNameKeys[id]) }))}
          onChange={(site) => dispatch({ kind: 'site-chosen', site })}
        />
        <TextField label={t('keys_label')} hint={t('keys_labelHint')} {...field('label')} />
        <TextField label={t('keys_keyId')} {...field('keyId')} />
        <TextField
          label={t('keys_secret')}
          type="password"
          hint={t('keys_secretHint')}
          {...field('secret')}
        />
        <TextField label={t('keys_token')} type="password" hint={t('keys_tokenHint')} {...field('token')} />
        {form.failure && <FailureNote failure={form.failure} />}
        {saved && (
          <Note kind="good" role="status">
            <span class="strong">{t('keys_saved', saved.label || saved.keyIdHint)}</span>
            <span>
              {saved.caller ? t('keys_savedCaller', saved.caller.account) : t('keys_savedNoCaller')}
            </span>
          </Note>
        )}
        <div class="line">
          <Button
            kind="primary"
            isBusy={form.isSaving}
            isDisabled={!form.isSaving && !canSave(form)}
            onClick={() => void save()}
          >
            {t(form.isSaving ? 'keys_checking' : 'keys_checkAndSave')}
          </Button>
        </div>
      </section>
      <PolicyHelp site={form.site} />
    </div>
  );
};

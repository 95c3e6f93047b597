import type { ComponentChildren } from 'preact';
import { useReducer } from 'preact/hooks';
import { siteIds } from '../../lib/domain/product';
import { siteNameKeys } from '../../lib/providers/catalog';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Select, TextField } from '../ui/fields';
import { Note } from '../ui/note';
import {
  canSave,
  emptyKeyForm,
  type KeyForm as KeyFormState,
  keyFormReducer,
  saveRequest,
} from './key-form-state';
import { PolicyHelp } from './PolicyHelp';

/** A set of keys as it is typed, and what is done with it. */
export interface TypedKeys {
  form: KeyFormState;
  type(field: 'label' | 'keyId' | 'secret' | 'token', value: string): void;
  chooseSite(site: string): void;
  /** Has the cloud say whose the keys are, and keeps them; does nothing while something is missing. */
  save(): void;
}

/** @param onSaved told when keys were kept */
export const useTypedKeys = (onSaved: () => void): TypedKeys => {
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
  return {
    form,
    type: (field, value) => dispatch({ kind: 'typed', field, value }),
    chooseSite: (site) => dispatch({ kind: 'site-chosen', site }),
    save: () => void save(),
  };
};

/** Chooses the cloud that the keys are of. */
export const SiteChoice = ({ keys }: { keys: TypedKeys }) => (
  <Select
    label={t('keys_cloud')}
    value={keys.form.site}
    options={siteIds.map((id) => ({ value: id, text: t(siteNameKeys[id]) }))}
    onChange={keys.chooseSite}
  />
);

/** The fields of a set of keys, and what came of the last one. */
export const KeyCard = ({ keys, children }: { keys: TypedKeys; children?: ComponentChildren }) => {
  const { form, save } = keys;
  const field = (name: 'label' | 'keyId' | 'secret' | 'token') => ({
    value: form[name],
    onInput: (value: string) => keys.type(name, value),
    onEnter: save,
  });
  const { saved } = form;
  return (
    <section class="card" aria-label={t('keys_addHeading')}>
      <h2>{t('keys_addHeading')}</h2>
      {children}
      <TextField label={t('keys_label')} hint={t('keys_labelHint')} {...field('label')} />
      <TextField label={t('keys_keyId')} {...field('keyId')} />
      <TextField label={t('keys_secret')} type="password" hint={t('keys_secretHint')} {...field('secret')} />
      <TextField label={t('keys_token')} type="password" hint={t('keys_tokenHint')} {...field('token')} />
      {form.failure && <FailureNote failure={form.failure} />}
      {saved && (
        <Note kind="good" role="status">
          <span class="strong">{t('keys_saved', saved.label || saved.keyIdHint)}</span>
          <span>{saved.caller ? t('keys_savedCaller', saved.caller.account) : t('keys_savedNoCaller')}</span>
        </Note>
      )}
      <div class="line">
        <Button
          kind="primary"
          isBusy={form.isSaving}
          isDisabled={!form.isSaving && !canSave(form)}
          onClick={save}
        >
          {t(form.isSaving ? 'keys_checking' : 'keys_checkAndSave')}
        </Button>
      </div>
    </section>
  );
};

/** Takes a set of keys, beside the policies of its cloud. */
export const KeyForm = ({ onSaved }: { onSaved: () => void }) => {
  const keys = useTypedKeys(onSaved);
  return (
    <div class="cards">
      <KeyCard keys={keys}>
        <SiteChoice keys={keys} />
      </KeyCard>
      <PolicyHelp site={keys.form.site} />
    </div>
  );
};

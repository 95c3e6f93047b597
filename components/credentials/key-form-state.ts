import type { Failure } from '../../lib/domain/failure';
import { type SiteId, siteIds } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import type { Result } from '../../lib/domain/result';
import type { CallRequest } from '../../lib/messaging/contract';

/** A set of keys as typed. */
export interface KeyForm {
  site: SiteId;
  label: string;
  keyId: string;
  secret: string;
  token: string;
  isSaving: boolean;
  failure?: Failure | undefined;
  /** The profile that was saved last, until something is typed. */
  saved?: Profile | undefined;
}

export type KeyFormEvent =
  | { kind: 'typed'; field: 'label' | 'keyId' | 'secret' | 'token'; value: string }
  | { kind: 'site-chosen'; site: string }
  | { kind: 'saving' }
  | { kind: 'answered'; answer: Result<Profile> };

export const emptyKeyForm: KeyForm = {
  site: siteIds[0] ?? 'tencent',
  label: '',
  keyId: '',
  secret: '',
  token: '',
  isSaving: false,
};

/** A form for keys. Secrets leave it with every answer, whatever it says. */
export const keyFormReducer = (form: KeyForm, event: KeyFormEvent): KeyForm => {
  switch (event.kind) {
    case 'typed':
      return { ...form, [event.field]: event.value, failure: undefined, saved: undefined };
    case 'site-chosen': {
      const site = siteIds.find((id) => id === event.site);
      return site ? { ...form, site, failure: undefined, saved: undefined } : form;
    }
    case 'saving':
      return { ...form, isSaving: true, failure: undefined, saved: undefined };
    case 'answered':
      return event.answer.ok
        ? { ...emptyKeyForm, site: form.site, saved: event.answer.value }
        : { ...form, secret: '', token: '', isSaving: false, failure: event.answer.failure };
  }
};

/** @returns whether there is enough to ask the cloud with */
export const canSave = (form: KeyForm): boolean =>
  !form.isSaving && form.keyId.trim() !== '' && form.secret.trim() !== '';

/** @returns the call's request; spaces around pasted keys are dropped, no token is sent where none was typed */
export const saveRequest = (form: KeyForm): CallRequest<'profiles.save'> => ({
  site: form.site,
  label: form.label.trim(),
  keyId: form.keyId.trim(),
  secret: form.secret.trim(),
  ...(form.token.trim() === '' ? {} : { token: form.token.trim() }),
});

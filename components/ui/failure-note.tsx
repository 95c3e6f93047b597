import type { ComponentChildren } from 'preact';
import type { Failure } from '../../lib/domain/failure';
import { GrantHosts } from '../host-access';
import { failureNextStep, failureSentence, t } from '../text';
import { Note } from './note';

/** What failed, what to do next, and the vendor's code, sentence and request id for whoever must ask the vendor. */
export const FailureNote = ({
  failure,
  kind = 'bad',
  children,
}: {
  failure: Failure;
  kind?: 'warn' | 'bad';
  /** A button that helps. */
  children?: ComponentChildren;
}) => (
  <Note kind={kind} role="alert">
    <span class="strong">{failureSentence(failure)}</span>
    <span>{failureNextStep(failure)}</span>
    {failure.message !== undefined && <span class="muted">{t('ui_vendorSays', failure.message)}</span>}
    {(failure.code !== undefined || failure.requestId !== undefined) && (
      <span class="muted">
        {failure.code !== undefined && <span class="id">{failure.code}</span>}
        {failure.code !== undefined && failure.requestId !== undefined && ' · '}
        {failure.requestId !== undefined && (
          <>
            {t('ui_requestId')} <span class="id">{failure.requestId}</span>
          </>
        )}
      </span>
    )}
    {failure.kind === 'permission-missing' && (
      <div class="line">
        <GrantHosts />
      </div>
    )}
    {children !== undefined && <div class="line">{children}</div>}
  </Note>
);

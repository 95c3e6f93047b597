import { useEffect, useRef } from 'preact/hooks';
import { cloudOf } from '../../lib/domain/book';
import { productIds, type SiteId } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys, products } from '../../lib/providers/catalog';
import { CreateVault } from '../credentials/CreateVault';
import { KeyCard, SiteChoice, type TypedKeys, useTypedKeys } from '../credentials/KeyForm';
import { Policies } from '../credentials/PolicyHelp';
import { UnlockForm } from '../credentials/UnlockForm';
import type { Vault } from '../credentials/use-vault';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import { Skeleton } from '../ui/states';
import { Step } from './Step';

const Saved = ({ profiles }: { profiles: readonly Profile[] }) => (
  <>
    {profiles.map(({ id, label, keyIdHint, caller }) => (
      <Note kind="good" key={id}>
        <span class="strong">{t('keys_saved', label || keyIdHint)}</span>
        <span>{caller ? t('keys_savedCaller', caller.account) : t('keys_savedNoCaller')}</span>
      </Note>
    ))}
    <p>
      <a href="#keys">{t('welcome_moreKeys')}</a>
    </p>
  </>
);

const Keep = ({ vault, keys }: { vault: Vault; keys: TypedKeys }) => {
  if (vault.failure) {
    return (
      <FailureNote failure={vault.failure}>
        <Button isSlim onClick={vault.reload}>
          {t('roster_tryAgain')}
        </Button>
      </FailureNote>
    );
  }
  if (vault.state === undefined || !vault.profiles) return <Skeleton lines={6} />;
  if (vault.state === 'none') return <CreateVault onAnswer={vault.accept} />;
  if (vault.state === 'locked') return <UnlockForm onAnswer={vault.accept} />;
  return vault.profiles.length > 0 ? <Saved profiles={vault.profiles} /> : <KeyCard keys={keys} />;
};

interface TryProps {
  sites: readonly SiteId[];
  /** Whether this is what a person does next. */
  isNext: boolean;
}

const ConsoleLinks = ({ sites, isNext }: TryProps) => (
  <ul class="console-links">
    {sites.flatMap((site) =>
      productIds.map((id) => {
        const address = products[id].imagePage[site];
        return address === undefined ? null : (
          <li key={`${site}/${id}`}>
            <a class={isNext ? 'button primary' : 'button'} href={address} target="_blank" rel="noreferrer">
              {t('welcome_openConsole', t(productNameKeys[id]))}
            </a>
          </li>
        );
      }),
    )}
  </ul>
);

const Try = (props: TryProps) => (
  <>
    <p>{t('welcome_tryConsole')}</p>
    <ConsoleLinks {...props} />
    <p>{t('welcome_trySafely')}</p>
    <p>
      {t('welcome_tryHere')} <a href="#images">{t('welcome_chooseHere')}</a>
    </p>
    <p class="muted">{t('welcome_practice')}</p>
  </>
);

const Reach = () => (
  <section class="card soft" aria-label={t('welcome_reachHeading')}>
    <h2>{t('welcome_reachHeading')}</h2>
    <p>{t('welcome_reachText')}</p>
    <dl class="reach">
      <dt>{t('welcome_reachApis')}</dt>
      <dd>{t('welcome_reachApisWhy')}</dd>
      <dt>{t('welcome_reachConsoles')}</dt>
      <dd>{t('welcome_reachConsolesWhy')}</dd>
    </dl>
    <p class="muted">{t('welcome_reachAgain')}</p>
  </section>
);

/** The first run: keys with the least rights, kept, and tried. It stays reachable for a second cloud. */
export const WelcomePage = ({ vault }: { vault: Vault }) => {
  const isSaved = useRef(false);
  const tryHeading = useRef<HTMLHeadingElement>(null);
  const keys = useTypedKeys(() => {
    isSaved.current = true;
    vault.reload();
  });
  const profiles = vault.profiles ?? [];
  const hasKeys = profiles.length > 0;
  // The form that had the focus is gone; what comes next takes it.
  useEffect(() => {
    if (hasKeys && isSaved.current) tryHeading.current?.focus();
  }, [hasKeys]);
  const { site } = keys.form;
  const sites = hasKeys ? [...new Set(profiles.map((profile) => profile.site))] : [site];
  return (
    <>
      <p class="lead">{t('welcome_lead')}</p>
      <ol class="first-steps">
        <Step number={1} heading={t('welcome_make')} isDone={hasKeys}>
          <SiteChoice keys={keys} />
          <p>{t(`welcome_make_${cloudOf(site)}`)}</p>
          <Policies site={site} />
        </Step>
        <Step number={2} heading={t('welcome_keep')} isDone={hasKeys}>
          <Keep vault={vault} keys={keys} />
        </Step>
        <Step number={3} heading={t('welcome_try')} isDone={false} headingRef={tryHeading}>
          <Try sites={sites} isNext={hasKeys} />
        </Step>
      </ol>
      <Reach />
    </>
  );
};

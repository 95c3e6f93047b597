import { useEffect, useRef, useState } from 'preact/hooks';
import { AccountsPage } from '../accounts/AccountsPage';
import { BookPage } from '../book/BookPage';
import { LabelsProvider } from '../book/labels';
import { KeysPage } from '../credentials/KeysPage';
import { useVault } from '../credentials/use-vault';
import { JobsPage } from '../history/JobsPage';
import { HostNote } from '../host-access';
import { SettingsPage } from '../settings/SettingsPage';
import { type PageClock, pageClock } from '../share-list/page-clock';
import { t } from '../text';
import { WelcomePage } from '../welcome/WelcomePage';
import { ConfirmPage } from './ConfirmPage';
import { ImagesPage } from './ImagesPage';
import { pages, readRoute } from './route';
import { StorageNote } from './StorageNote';

const titles = {
  images: 'ws_images',
  accounts: 'ws_accounts',
  jobs: 'ws_jobs',
  book: 'ws_book',
  keys: 'ws_keys',
  settings: 'ws_settings',
  welcome: 'ws_welcome',
} as const;

const useRoute = () => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const life = new AbortController();
    addEventListener('hashchange', () => setHash(location.hash), { signal: life.signal });
    return () => life.abort();
  }, []);
  return readRoute(hash);
};

const Pages = ({ page, clock }: { page: (typeof pages)[number]; clock: PageClock }) => {
  const vault = useVault();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
    document.title = `${t(titles[page])} · ${t('extensionName')}`;
  }, [page]);
  return (
    <div class="workspace">
      <nav aria-label={t('ws_sections')}>
        <span class="brand">
          <img src="/icon/48.png" width={24} height={24} alt="" />
          {t('extensionName')}
        </span>
        {pages.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === page ? 'page' : undefined}>
            {t(titles[one])}
          </a>
        ))}
      </nav>
      <main>
        <h1 tabIndex={-1} ref={heading}>
          {t(titles[page])}
        </h1>
        <StorageNote />
        <HostNote />
        {page === 'images' && <ImagesPage vault={vault} clock={clock} />}
        {page === 'accounts' && <AccountsPage vault={vault} clock={clock} />}
        {page === 'jobs' && <JobsPage clock={clock} />}
        {page === 'book' && <BookPage clock={clock} />}
        {page === 'keys' && <KeysPage vault={vault} />}
        {page === 'settings' && <SettingsPage vault={vault} />}
        {page === 'welcome' && <WelcomePage vault={vault} />}
      </main>
    </div>
  );
};

/** The extension's own tab; with a plan in its address, the confirmation window. */
export const Workspace = ({ clock = pageClock }: { clock?: PageClock }) => {
  const route = useRoute();
  return (
    <LabelsProvider>
      {route.page === 'confirm' ? (
        <ConfirmPage key={route.planId} planId={route.planId} clock={clock} />
      ) : (
        <Pages page={route.page} clock={clock} />
      )}
    </LabelsProvider>
  );
};

import '../../components/ui/styles.css';
import '../../components/accounts/accounts.css';
import '../../components/share-list/popup.css';
import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { followLanguage } from '../../components/follow-language';
import { HostAccessContext } from '../../components/host-access';
import { reportUse } from '../../components/report-use';
import { Popup } from '../../components/share-list/Popup';
import { loadCatalog } from '../../lib/platform/catalog';
import { createBrowserClient } from '../../lib/platform/client';
import { hostAccess } from '../../lib/platform/permissions';

const client = createBrowserClient();
reportUse(client, window);
const root = document.querySelector('#root');
const start = async () => {
  await followLanguage(client, loadCatalog);
  if (!root) return;
  render(
    <ClientContext.Provider value={client}>
      <HostAccessContext.Provider value={hostAccess}>
        <Popup />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
};
void start();

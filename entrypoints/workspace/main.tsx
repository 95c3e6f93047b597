import '../../components/ui/styles.css';
import '../../components/accounts/accounts.css';
import '../../components/workspace/workspace.css';
import '../../components/book/book.css';
import '../../components/welcome/welcome.css';
import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { followLanguage } from '../../components/follow-language';
import { HostAccessContext } from '../../components/host-access';
import { reportUse } from '../../components/report-use';
import { Workspace } from '../../components/workspace/Workspace';
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
        <Workspace />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
};
void start();

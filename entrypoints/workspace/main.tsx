import '../../components/ui/styles.css';
import '../../components/accounts/accounts.css';
import '../../components/workspace/workspace.css';
import '../../components/book/book.css';
import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { HostAccessContext } from '../../components/host-access';
import { reportUse } from '../../components/report-use';
import { language } from '../../components/text';
import { Workspace } from '../../components/workspace/Workspace';
import { createBrowserClient } from '../../lib/platform/client';
import { requestApiHosts } from '../../lib/platform/permissions';

const client = createBrowserClient();
document.documentElement.lang = language();
reportUse(client, window);
const root = document.querySelector('#root');
if (root) {
  render(
    <ClientContext.Provider value={client}>
      <HostAccessContext.Provider value={requestApiHosts}>
        <Workspace />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
}

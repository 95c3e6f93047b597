import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { HostAccessContext } from '../../components/host-access';
import { reportUse } from '../../components/report-use';
import { readAddress } from '../../components/share-flow/address';
import { pageEnvironment } from '../../components/share-flow/environment';
import { Panel } from '../../components/share-flow/panel';
import '../../components/ui/styles.css';
import '../../components/share-flow/share-flow.css';
import { language, t } from '../../components/text';
import { createBrowserClient } from '../../lib/platform/client';
import { requestApiHosts } from '../../lib/platform/permissions';

const environment = pageEnvironment(window);
const root = document.getElementById('root');

const client = createBrowserClient();
document.documentElement.lang = language();
reportUse(client, window);
document.title = t('extensionName');
if (root) {
  render(
    <ClientContext.Provider value={client}>
      <HostAccessContext.Provider value={requestApiHosts}>
        <Panel
          opening={readAddress(location.search, location.hash, environment.isFramed)}
          environment={environment}
        />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
}

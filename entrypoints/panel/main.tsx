import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { followLanguage } from '../../components/follow-language';
import { HostAccessContext } from '../../components/host-access';
import { reportUse } from '../../components/report-use';
import { readAddress } from '../../components/share-flow/address';
import { pageEnvironment } from '../../components/share-flow/environment';
import { Panel } from '../../components/share-flow/panel';
import '../../components/ui/styles.css';
import '../../components/share-flow/share-flow.css';
import { t } from '../../components/text';
import { loadCatalog } from '../../lib/platform/catalog';
import { createBrowserClient } from '../../lib/platform/client';
import { hostAccess } from '../../lib/platform/permissions';

const environment = pageEnvironment(window);
const root = document.getElementById('root');

const client = createBrowserClient();
reportUse(client, window);
const follow = () => followLanguage(client, loadCatalog);
const start = async () => {
  if (!environment.isFramed) await follow();
  document.title = t('extensionName');
  if (!root) return;
  render(
    <ClientContext.Provider value={client}>
      <HostAccessContext.Provider value={hostAccess}>
        <Panel
          opening={readAddress(location.search, location.hash, environment.isFramed)}
          environment={environment}
          onAccepted={follow}
        />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
};
void start();

import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { createEarlyAnswers } from '../../components/early-answers';
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
const early = createEarlyAnswers(createBrowserClient(), ['settings.read', 'vault.state', 'profiles.list']);
reportUse(early.client, window);
const follow = () => followLanguage(early.ask(), loadCatalog);
const start = async (root: Element) => {
  if (!environment.isFramed) await follow();
  document.title = t('extensionName');
  render(
    <ClientContext.Provider value={early.client}>
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
const root = document.getElementById('root');
if (root) void start(root);

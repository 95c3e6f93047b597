import '../../components/ui/styles.css';
import '../../components/share-list/popup.css';
import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { HostAccessContext } from '../../components/host-access';
import { Popup } from '../../components/share-list/Popup';
import { language } from '../../components/text';
import { createBrowserClient } from '../../lib/platform/client';
import { requestApiHosts } from '../../lib/platform/permissions';

document.documentElement.lang = language();
const root = document.querySelector('#root');
if (root) {
  render(
    <ClientContext.Provider value={createBrowserClient()}>
      <HostAccessContext.Provider value={requestApiHosts}>
        <Popup />
      </HostAccessContext.Provider>
    </ClientContext.Provider>,
    root,
  );
}

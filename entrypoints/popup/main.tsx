import '../../components/ui/styles.css';
import '../../components/share-list/popup.css';
import { render } from 'preact';
import { ClientContext } from '../../components/client-context';
import { Popup } from '../../components/share-list/Popup';
import { language } from '../../components/text';
import { createBrowserClient } from '../../lib/platform/client';

document.documentElement.lang = language();
const root = document.querySelector('#root');
if (root) {
  render(
    <ClientContext.Provider value={createBrowserClient()}>
      <Popup />
    </ClientContext.Provider>,
    root,
  );
}

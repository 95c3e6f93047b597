import '../../components/ui/styles.css';
import '../../components/accounts/accounts.css';
import '../../components/share-list/popup.css';
import { createEarlyAnswers } from '../../components/early-answers';
import { reportUse } from '../../components/report-use';
import { startPopup } from '../../components/share-list/start-popup';
import { loadCatalog } from '../../lib/platform/catalog';
import { createBrowserClient } from '../../lib/platform/client';
import { keepGlance, readGlance } from '../../lib/platform/glance';
import { hostAccess } from '../../lib/platform/permissions';

const asked = ['settings.read', 'vault.state', 'profiles.list', 'rosters.known', 'book.labels'] as const;
const client = createEarlyAnswers(createBrowserClient(), asked).ask();
reportUse(client, window);
const root = document.querySelector('#root');
const reload = () => location.reload();
if (root) void startPopup(root, { client, hostAccess, loadCatalog, readGlance, keepGlance, reload });

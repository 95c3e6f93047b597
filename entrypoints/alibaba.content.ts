import { defineContentScript } from 'wxt/utils/define-content-script';
import { patternsOf } from '../lib/console/reader';
import { runConsole } from '../lib/console/run';
import { alibabaEcsConsole } from '../lib/providers/alibaba/ecs/console';
import { alibabaEnsConsole } from '../lib/providers/alibaba/ens/console';

const readers = [alibabaEcsConsole, alibabaEnsConsole];

export default defineContentScript({
  matches: patternsOf(readers),
  runAt: 'document_idle',
  allFrames: false,
  globalName: false,
  main: () => runConsole(readers),
});

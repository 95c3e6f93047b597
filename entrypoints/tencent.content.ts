import { defineContentScript } from 'wxt/utils/define-content-script';
import { patternsOf } from '../lib/console/reader';
import { runConsole } from '../lib/console/run';
import { tencentCvmConsole } from '../lib/providers/tencent/cvm/console';

const readers = [tencentCvmConsole];

export default defineContentScript({
  matches: patternsOf(readers),
  runAt: 'document_idle',
  allFrames: false,
  globalName: false,
  main: () => runConsole(readers),
});

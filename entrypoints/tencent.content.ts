import { defineContentScript } from 'wxt/utils/define-content-script';
import { patternsOf } from '../lib/console/reader';
import { runConsole } from '../lib/console/run';
import { tencentCvmConsole } from '../lib/providers/tencent/cvm/console';

const readers = [tencentCvmConsole];

/** All that is built of this; the rest is read for the manifest (see `wxt.config.ts`). */
export const main = (): void => runConsole(readers);

export default defineContentScript({
  matches: /* @__PURE__ */ patternsOf(readers),
  runAt: 'document_end',
  allFrames: false,
  globalName: false,
  main,
});

import type { z } from 'zod';
import { bookCalls } from './book-calls';
import { cloudCalls } from './cloud-calls';
import { historyCalls } from './history-calls';
import { jobCalls } from './job-calls';
import { keyCalls } from './key-calls';
import { panelCalls } from './panel-calls';
import { storageCalls } from './storage-calls';

/** Every call there is. Nothing else is answered, and none returns a secret. */
export const contract = {
  ...panelCalls,
  ...keyCalls,
  ...cloudCalls,
  ...jobCalls,
  ...bookCalls,
  ...storageCalls,
  ...historyCalls,
} as const;

type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallRequest<Name extends CallName> = z.infer<ReturnType<Contract[Name]['request']>>;
export type CallReply<Name extends CallName> = Exclude<Contract[Name]['reply']['type'], undefined>;

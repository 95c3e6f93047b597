import type { PracticeKey as AlibabaKey } from '../../practice/alibaba/keys.ts';
import { practiceKeys as alibabaKeys } from '../../practice/alibaba/world.ts';
import type { PracticeKey as TencentKey } from '../../practice/tencent/keys.ts';
import { practiceKeys as tencentKeys } from '../../practice/tencent/world.ts';
import type { Canary } from './needles.ts';

/** Passphrase of the tests' vaults; may be found nowhere, as little as a secret. */
export const passphrase = 'correct horse battery staple';

const secret = 'PRACTICE-SECRET-canary-5d21f7a04c';
const token = 'PRACTICE-TOKEN-canary-93b6e8d17f';

/** Keys of the practice owner that the browser tests work with: each with the one secret and the one token. */
export const canaryKeys: { tencent: TencentKey; alibaba: AlibabaKey } = {
  tencent: {
    ...tencentKeys.main,
    secretId: 'AKIDPRACTICEcanary000000000000000010',
    secretKey: secret,
    token,
  },
  alibaba: { ...alibabaKeys.main, keyId: 'STS.PRACTICE-KEY-canary-0009', secret, token },
};

/** So many last characters are looked for too, should the head be cut off or masked. */
const tail = 14;

/** What may be found nowhere. All practice keys share the heads. */
export const canaries: readonly Canary[] = [
  { name: 'head of a secret', kind: 'secret', text: 'PRACTICE-SECRET' },
  { name: 'tail of the secret', kind: 'secret', text: secret.slice(-tail) },
  { name: 'head of a token', kind: 'token', text: 'PRACTICE-TOKEN' },
  { name: 'tail of the token', kind: 'token', text: token.slice(-tail) },
  { name: 'passphrase', kind: 'passphrase', text: passphrase },
];

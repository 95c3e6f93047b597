import { testFailures } from './provider-suite/failures';
import { testMutations } from './provider-suite/mutations';
import { testReads } from './provider-suite/reads';
import type { ProviderSubject } from './provider-suite/subject';
import { testWrites } from './provider-suite/writes';

export type { ProviderSubject };

/** Runs what every product must hold, against answers in the vendor's own form. */
export const shareProviderSuite = (subject: ProviderSubject): void => {
  testReads(subject);
  testWrites(subject);
  testFailures(subject);
  testMutations(subject);
};

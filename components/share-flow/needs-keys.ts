import type { Failure, FailureKind } from '../../lib/domain/failure';

const repairedAtKeys: readonly FailureKind[] = [
  'vault-locked',
  'vault-missing',
  'profile-missing',
  'key-unknown',
  'signature-wrong',
  'token-expired',
  'not-permitted',
  'key-kind-unusable',
  'caller-changed',
];

/** @returns whether a person repairs it where the keys are kept */
export const needsKeys = (failure: Failure): boolean => repairedAtKeys.includes(failure.kind);

/**
 * What a failure stops, and so what the engine does next:
 * - account: that account alone
 * - batch: this call was too large; a smaller one may pass
 * - full: the roster takes no more accounts; revokes still make sense
 * - image: the image; other images go on
 * - retry: nothing yet; the same call may pass later and was not applied
 * - lost: nothing yet; nobody knows whether the call was applied, so the roster must be read
 * - job: the whole job waits for a person
 * - local: something on this side refused, before anything was sent
 */
export type FailureClass = 'account' | 'batch' | 'full' | 'image' | 'retry' | 'lost' | 'job' | 'local';

/** Each kind with what it stops. A kind exists when the person's next step differs. */
export const failureClasses = {
  'account-not-found': 'account',
  'account-is-sub-account': 'account',
  'account-is-own': 'account',
  'account-already-shared': 'account',
  'account-malformed': 'account',
  'account-other-site': 'account',
  'account-refused': 'account',
  'account-not-applied': 'account',
  'account-still-shared': 'account',
  'too-many-in-call': 'batch',
  'roster-full': 'full',
  'shared-images-full': 'full',
  'image-not-found': 'image',
  'image-malformed': 'image',
  'image-not-allowed': 'image',
  'image-not-owned': 'image',
  'image-not-ready': 'image',
  'image-byol': 'image',
  'image-refused': 'image',
  'image-whole-instance': 'image',
  'image-encrypted': 'image',
  'image-public': 'image',
  'image-key-unusable': 'image',
  'image-role-missing': 'image',
  'image-elsewhere': 'image',
  'image-unexpected': 'image',
  'replacement-missing': 'image',
  throttled: 'retry',
  'image-busy': 'retry',
  unavailable: 'lost',
  unreachable: 'lost',
  'timed-out': 'lost',
  'request-repeated': 'lost',
  'unexpected-reply': 'lost',
  'clock-off': 'job',
  'key-unknown': 'job',
  'signature-wrong': 'job',
  'token-expired': 'job',
  'mfa-required': 'job',
  'not-permitted': 'job',
  'key-kind-unusable': 'job',
  'network-restricted': 'job',
  'caller-not-allowed': 'job',
  'region-wrong': 'job',
  'request-rejected': 'job',
  'vault-locked': 'job',
  'permission-missing': 'job',
  'profile-missing': 'job',
  'caller-changed': 'job',
  'key-changed': 'job',
  'storage-failed': 'job',
  'wrong-passphrase': 'local',
  'passphrase-too-short': 'local',
  'passphrase-wait': 'local',
  'vault-exists': 'local',
  'vault-missing': 'local',
  'vault-damaged': 'local',
  'plan-missing': 'local',
  'plan-stale': 'local',
  'plan-empty': 'local',
  'job-missing': 'local',
  'job-not-possible': 'local',
  'count-wrong': 'local',
  'confirmation-needed': 'local',
  'panel-expired': 'local',
  'not-allowed': 'local',
  'request-malformed': 'local',
  'background-gone': 'local',
  internal: 'local',
} as const satisfies Record<string, FailureClass>;

export type FailureKind = keyof typeof failureClasses;

/**
 * A failure as a value. It carries the vendor's code and request id, never headers, bodies or keys.
 * `message` is the vendor's own sentence, for showing only: it changes and is never matched.
 * `accounts` are those of the call that the vendor's message names.
 */
export interface Failure {
  kind: FailureKind;
  code?: string | undefined;
  requestId?: string | undefined;
  message?: string | undefined;
  accounts?: string[] | undefined;
  /** How long the cloud asks to stay away, milliseconds. */
  retryAfterMs?: number | undefined;
}

/** @returns what `failure` stops */
export const classOf = (failure: Failure): FailureClass => failureClasses[failure.kind];

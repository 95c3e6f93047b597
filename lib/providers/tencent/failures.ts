import type { FailureKind } from '../../domain/failure';

/**
 * Codes with a meaning of their own, by the kind they become. From the vendor's error tables of
 * ModifyImageSharePermission, DescribeImageSharePermission, DescribeImages (tencentcloud-sdk-go v1.3.166),
 * GetCallerIdentity (tencentcloud-sdk-nodejs-sts 4.1.100) and the common codes of API 3.0.
 */
const codesByKind: Partial<Record<FailureKind, readonly string[]>> = {
  'account-not-found': ['InvalidAccountId.NotFound'],
  'account-is-sub-account': ['FailedOperation.NotMasterAccount'],
  // The second is the vendor's own spelling.
  'account-is-own': ['FailedOperation.AccountIsYourSelf', 'InvalidAccountIs.YourSelf'],
  'account-already-shared': ['FailedOperation.AccountAlreadyExists'],
  'account-malformed': ['InvalidParameterValue.InvalidAppIdFormat'],
  'too-many-in-call': ['InvalidParameterValue.LimitExceeded'],
  'roster-full': ['OverQuota'],
  'image-not-found': ['InvalidImageId.NotFound'],
  'image-malformed': ['InvalidImageId.Malformed'],
  'image-not-allowed': ['InvalidParameterValue.InvalidImageId'],
  'image-not-owned': ['UnauthorizedOperation.ImageNotBelongToAccount'],
  'image-byol': ['FailedOperation.BYOLImageShareFailed'],
  // The vendor explains neither letter; its message is shown.
  'image-refused': ['FailedOperation.QImageShareFailed', 'FailedOperation.RImageShareFailed'],
  'image-whole-instance': ['InvalidParameter.InstanceImageNotSupport'],
  'image-encrypted': ['UnsupportedOperation.EncryptedImagesNotSupported'],
  'image-elsewhere': ['UnsupportedOperation.LocationImageNotSupported'],
  'image-busy': ['InvalidParameterValue.InvalidImageState', 'MutexOperation.TaskRunning', 'ResourceInUse'],
  throttled: [
    'RequestLimitExceeded',
    'RequestLimitExceeded.UinLimitExceeded',
    'RequestLimitExceeded.IPLimitExceeded',
    'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
  ],
  unavailable: [
    'InternalError',
    'InternalError.GetSeedTokenError',
    'InternalServerError',
    'ServiceUnavailable',
    'ResourceUnavailable',
    'FailedOperation',
  ],
  'clock-off': ['AuthFailure.SignatureExpire'],
  'key-unknown': ['AuthFailure.SecretIdNotFound', 'AuthFailure.InvalidSecretId'],
  'signature-wrong': ['AuthFailure.SignatureFailure', 'AuthFailure.InvalidAuthorization'],
  'token-expired': ['AuthFailure.TokenFailure', 'UnauthorizedOperation.InvalidToken'],
  'mfa-required': [
    'AuthFailure.MFAFailure',
    'UnauthorizedOperation.MFAExpired',
    'UnauthorizedOperation.MFANotFound',
  ],
  'not-permitted': [
    'AuthFailure.UnauthorizedOperation',
    'UnauthorizedOperation',
    'UnauthorizedOperation.PermissionDenied',
  ],
  'key-kind-unusable': [
    'AuthFailure.CamRoleNameAuthenticateFailed',
    'AuthFailure.AccessKeyIllegal',
    'InvalidParameter.AccessKeyNotSupport',
  ],
  'network-restricted': ['IpNotInWhitelist', 'IpInBlacklist'],
  'caller-not-allowed': ['OperationDenied.AccountNotSupported', 'OperationDenied.InnerUserProhibitAction'],
  'region-wrong': ['UnsupportedRegion', 'InvalidRegion.NotFound', 'InvalidZone.MismatchRegion'],
  'request-rejected': [
    'ActionOffline',
    'DryRunOperation',
    'FailedOperation.IllegalTagKey',
    'InvalidAction',
    'InvalidFilter',
    'InvalidFilterValue.LimitExceeded',
    'InvalidInstanceType.Malformed',
    'InvalidParameter',
    'InvalidParameter.InvalidParameterCoexistImageIdsFilters',
    'InvalidParameterValue',
    'InvalidParameterValue.InstanceTypeNotFound',
    'InvalidParameterValue.InvalidParameterValueLimit',
    'InvalidParameterValue.TagKeyNotFound',
    'InvalidParameterValue.ZoneNotSupported',
    'InvalidRequest',
    'LimitExceeded',
    'MissingParameter',
    'NoSuchProduct',
    'NoSuchVersion',
    'RequestSizeLimitExceeded',
    'ResourceInsufficient',
    'ResourceNotFound',
    'ResourcesSoldOut.SpecifiedInstanceType',
    'ResponseSizeLimitExceeded',
    'UnknownParameter',
    'UnsupportedOperation',
    'UnsupportedProtocol',
  ],
};

const entriesOf = (table: typeof codesByKind) =>
  // Object.entries forgets the key's type.
  Object.entries(table) as [FailureKind, readonly string[]][];

/** Every code of the vendor's tables with its kind. */
export const knownCodes: ReadonlyMap<string, FailureKind> = new Map(
  entriesOf(codesByKind).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)),
);

/** What a code of these families means when the vendor adds a new one. */
const families: ReadonlyMap<string, FailureKind> = new Map([
  ['AuthFailure', 'not-permitted'],
  ['UnauthorizedOperation', 'not-permitted'],
  ['RequestLimitExceeded', 'throttled'],
  ['InvalidAccountId', 'account-refused'],
  ['InternalError', 'unavailable'],
]);

/** @returns the kind of a vendor code: exact first, then by its family; an unknown one stops its image alone */
export const kindOfCode = (code: string): FailureKind =>
  knownCodes.get(code) ?? families.get(code.split('.', 1)[0] ?? '') ?? 'image-unexpected';

/**
 * Finds the accounts of a call that the vendor's sentence names. A hint only: the sentence is free text.
 * @returns those of `sent` that stand in `message` as a whole run of digits, in the order of `sent`
 */
export const accountsNamedIn = (message: string, sent: readonly string[]): string[] => {
  const named = new Set(message.match(/\d+/g));
  return sent.filter((account) => named.has(account));
};

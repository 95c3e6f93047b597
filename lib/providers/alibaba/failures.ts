import type { FailureKind } from '../../domain/failure';

type CodesByKind = Partial<Record<FailureKind, readonly string[]>>;

/** What a product's codes mean: exact ones first, then families by the part before the first dot. */
export interface CodeBook {
  known: ReadonlyMap<string, FailureKind>;
  families: ReadonlyMap<string, FailureKind>;
}

/** Codes of the gateway before every product (V3 signature page, and error pages of several RPC products). */
const gatewayCodes: CodesByKind = {
  'key-unknown': ['InvalidAccessKeyId.NotFound', 'InvalidAccessKeyId.Inactive', 'InvalidAccessKeyId'],
  'signature-wrong': ['SignatureDoesNotMatch'],
  'token-expired': [
    'MissingSecurityToken',
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.MismatchWithAccessKey',
    'InvalidSecurityToken.Malformed',
  ],
  'not-permitted': [
    'Forbidden.RAM',
    'NoPermission',
    'Forbidden',
    // Two of the vendor's own spellings.
    'Forbbiden',
    'Forbedden.NotSupportRAM',
    'Forbidden.NotSupportRAM',
    'AccessDenied',
    'ActionUnauthorized',
  ],
  'caller-not-allowed': [
    'Forbidden.RiskControl',
    'Forbidden.UserVerification',
    'RealNameAuthenticationError',
  ],
  'clock-off': ['InvalidTimeStamp.Expired'],
  'request-repeated': ['SignatureNonceUsed'],
  throttled: ['Throttling', 'Throttling.User', 'Throttling.Api', 'Rejected.Throttling'],
  unavailable: ['ServiceUnavailable', 'InternalError'],
  'request-rejected': [
    'IncompleteSignature',
    'InvalidSignatureMethod',
    'UnsupportedSignatureMethod',
    'InvalidTimeStamp.Format',
    'IllegalTimestamp',
    'InvalidApi.NotFound',
    'InvalidAction.NotFound',
    'InvalidAction',
    'InvalidVersion',
    'NoSuchVersion',
    'InvalidProduct.NotFound',
    'InvalidProtocol.NeedSsl',
    'UnsupportedHTTPMethod',
    'MissingParameter',
  ],
};

/** ModifyImageSharePermission, DescribeImageSharePermission and DescribeImages of ECS 2014-05-26. */
const ecsOwnCodes: CodesByKind = {
  'account-not-found': ['InvalidAccount.NotFound'],
  // The first is the vendor's own spelling.
  'account-is-own': ['InvalidAccount.Forbbiden', 'InvalidAccount.Forbidden'],
  'account-other-site': ['InvalidImageId.BidMismatch'],
  'roster-full': ['QuotaExceed.ShareImageUser'],
  'shared-images-full': ['QuotaExceed.ShareImage'],
  'image-not-found': ['InvalidImageId.NotFound'],
  'image-not-ready': ['IncorrectImageStatus'],
  'image-not-allowed': [
    'OperationDenied.InvalidImageStatus',
    'ImageName.ContainsSensitiveWords',
    'ImageDescription.ContainsSensitiveWords',
  ],
  'image-public': ['Image.Public'],
  // Deined is the vendor's own spelling.
  'image-encrypted': [
    'OperationDeined.EncryptedSnapshot',
    'OperationDenied.EncryptedSnapshot',
    'OperationDeined.FullImage',
    'OperationDenied.FullImage',
  ],
  'image-key-unusable': [
    'InvalidOperation.ServiceKeyEncryptedImageUnsupported',
    'InvalidParameter.KMSKeyId.CMKUnauthorized',
    'InvalidParameter.KMSKeyId.CMKNotEnabled',
  ],
  'image-role-missing': ['AssumeRoleError'],
  'region-wrong': ['InvalidRegionId.NotFound', 'InvalidRegionId'],
  'request-rejected': [
    'InvalidParameter',
    // The vendor's own spelling.
    'InvalidParamter',
    'InvalidGroup.Malformed',
    'UnnecessaryParameter.LaunchPermission',
    'InvalidParameter.LaunchPermission',
    'ForbiddenParameter.LaunchPermission',
    'InvalidParameter.IsPublic',
    'Image.NotPublic',
    'CurrentRegion.NotSupportPublicImage',
    'PublicImageAgreement.NotSigned',
    'InvalidImageOwnerAlias.ValueNotSupported',
    'InvalidTagCount',
    'InvalidTag.Mismatch',
    'InvalidFilterKey.NotFound',
    'InvalidUsage',
    'InvalidOSType',
    'InvalidArchitecture',
  ],
};

/**
 * ModifyImageSharePermission and DescribeImageSharePermission of ENS 2017-11-10. None of them names an account, so
 * what may be one bad account's fault is an account's: the call is then split until it stands alone.
 */
const ensOwnCodes: CodesByKind = {
  'account-refused': [
    'InvalidParameter',
    'InvalidParameter.AddAccounts',
    'InvalidParameter.RemoveAccounts',
    'ens.interface.error',
    'CallInterface',
  ],
  'image-malformed': ['InvalidParameter.ImageId'],
  'image-not-allowed': ['InvalidImageType.NotSupported'],
};

const gatewayFamilies: readonly (readonly [string, FailureKind])[] = [
  ['InvalidAccessKeyId', 'key-unknown'],
  ['InvalidSecurityToken', 'token-expired'],
  ['Forbidden', 'not-permitted'],
  ['Forbbiden', 'not-permitted'],
  ['Forbedden', 'not-permitted'],
  ['InternalError', 'unavailable'],
  ['ServiceUnavailable', 'unavailable'],
  ['InvalidRegionId', 'region-wrong'],
  ['InvalidTimeStamp', 'request-rejected'],
];

const entriesOf = (table: CodesByKind) =>
  // Object.entries forgets the key's type.
  (Object.entries(table) as [FailureKind, readonly string[]][]).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind] as const),
  );

const book = (own: CodesByKind, families: readonly (readonly [string, FailureKind])[]): CodeBook => ({
  known: new Map([...entriesOf(gatewayCodes), ...entriesOf(own)]),
  families: new Map([...gatewayFamilies, ...families]),
});

/** Codes of ECS, and of STS and the gateway before it. */
export const ecsCodes: CodeBook = book(ecsOwnCodes, [
  ['InvalidAccount', 'account-refused'],
  ['InvalidParameter', 'request-rejected'],
]);

/** Codes of ENS, and of STS and the gateway before it. */
export const ensCodes: CodeBook = book(ensOwnCodes, [['InvalidParameter', 'account-refused']]);

/** Families that are not cut off by a dot. */
const loose: readonly (readonly [RegExp, FailureKind])[] = [
  [/Throttling/, 'throttled'],
  [/^AccessDenied/, 'not-permitted'],
  [/^Missing/, 'request-rejected'],
];

/** @returns the kind of a vendor code: exact first, then by its family; an unknown one stops its image alone */
export const kindOfCode = (code: string, { known, families }: CodeBook): FailureKind =>
  known.get(code) ??
  families.get(code.split('.', 1)[0] ?? '') ??
  loose.find(([pattern]) => pattern.test(code))?.[1] ??
  'image-unexpected';

/**
 * The gateway answers a wrong signature with the text it signed itself: key id, parameters, perhaps the token.
 * @returns whether the sentence that came with `code` may be kept and shown
 */
export const isShowable = (code: string, message: string): boolean =>
  !/signature/i.test(code) && !/ACS3-HMAC|string ?to ?sign/i.test(message);

/**
 * Finds the accounts of a call that the vendor's sentence names. A hint only: the sentence is free text.
 * @returns those of `sent` that stand in `message` as a whole run of digits, in the order of `sent`
 */
export const accountsNamedIn = (message: string, sent: readonly string[]): string[] => {
  const named = new Set(message.match(/\d+/g));
  return sent.filter((account) => named.has(account));
};

/** HTTP status and a sentence in the vendor's manner; real sentences change, so nothing may depend on them. */
const table: Record<string, readonly [number, string]> = {
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  SignatureDoesNotMatch: [400, 'Specified signature is not matched with our calculation.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  MissingSecurityToken: [400, 'SecurityToken is mandatory for this action.'],
  'InvalidSecurityToken.Expired': [400, 'Specified SecurityToken is expired.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [400, 'Specified SecurityToken mismatch with the AccessKey.'],
  'Forbidden.RAM': [
    403,
    'User not authorized to operate on the specified resource, or this API does not support RAM.',
  ],
  NoPermission: [400, 'You are not authorized to do this operation.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'Throttling.Api': [400, 'Request was denied due to api flow control.'],
  Throttling: [400, 'Request was denied due to request throttling.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  InternalError: [500, 'The request processing has failed due to some unknown error, exception or failure.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  InvalidVersion: [400, 'Specified parameter Version is not valid.'],
  'InvalidProduct.NotFound': [404, 'Cannot find product according to your specified domain.'],
  UnsupportedHTTPMethod: [403, 'This http method is not supported.'],
  MissingParameter: [
    400,
    'An input parameter that is mandatory for processing this request is not supplied.',
  ],
  InvalidParameter: [400, 'The specified parameter is not valid.'],
  'InvalidParameter.AddAccounts': [400, 'The specified parameter AddAccounts is not valid.'],
  'InvalidParameter.RemoveAccounts': [400, 'The specified parameter RemoveAccounts is not valid.'],
  'InvalidParameter.ImageId': [400, 'The specified parameter ImageId is not valid.'],
  'InvalidParameter.IsPublic': [403, 'The specified parameter IsPublic is not valid.'],
  'ForbiddenParameter.LaunchPermission': [400, 'LaunchPermission is not open to you.'],
  'ens.interface.error': [400, 'Failed to call the API operation.'],
  CallInterface: [400, 'Call interface error.'],
  'InvalidImageType.NotSupported': [400, 'The specified image type is not supported.'],
  'InvalidRegionId.NotFound': [400, 'The specified RegionId does not exist.'],
  'InvalidAccount.NotFound': [404, 'The AddAccount or RemoveAccount specified does not exist.'],
  'InvalidAccount.Forbbiden': [404, 'You cannot share an image with yourself.'],
  'InvalidImageId.BidMismatch': [403, 'The image cannot be shared with users of another site.'],
  'InvalidImageId.NotFound': [404, 'The specified ImageId does not exist.'],
  'OperationDenied.InvalidImageStatus': [
    403,
    'The status of the specified image does not support this operation.',
  ],
  IncorrectImageStatus: [400, 'The status of the specified image does not support this operation.'],
  'QuotaExceed.ShareImageUser': [403, 'The number of users the image is shared with exceeds the quota.'],
  'QuotaExceed.ShareImage': [403, 'The number of shared images exceeds the quota.'],
  'Image.Public': [403, 'Community images cannot be shared.'],
  'OperationDeined.EncryptedSnapshot': [403, 'The image contains encrypted snapshots.'],
  'OperationDeined.FullImage': [403, 'The encrypted image has several snapshots.'],
  'InvalidOperation.ServiceKeyEncryptedImageUnsupported': [
    403,
    'Images encrypted with the service key cannot be shared.',
  ],
  'InvalidParameter.KMSKeyId.CMKNotEnabled': [403, 'The customer master key is not enabled.'],
  AssumeRoleError: [403, 'The role AliyunECSShareEncryptImageDefaultRole cannot be assumed.'],
};

/** An error answer: travels inside the cloud and ends as its status and envelope. */
export class Refusal extends Error {
  readonly code: string;
  /** HTTP status; 400 for codes the cloud knows nothing of. */
  readonly status: number;

  /**
   * @param code the vendor's code
   * @param detail said behind the usual sentence, for example the account in question
   */
  constructor(code: string, detail = '') {
    const [status, sentence] = table[code] ?? [400, 'The request was refused.'];
    super(`${sentence}${detail === '' ? '' : ` (${detail})`}`);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

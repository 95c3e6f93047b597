/** Sentences in the vendor's manner; real ones change without notice, so nothing may depend on them. */
const sentences: Record<string, string> = {
  'AuthFailure.SecretIdNotFound': 'The SecretId is not found, please ensure that your SecretId is correct.',
  'AuthFailure.SignatureFailure':
    'The provided credentials could not be validated. Please check your signature is correct.',
  'AuthFailure.SignatureExpire':
    'Signature expired. The request timestamp differs too much from the server time.',
  'AuthFailure.TokenFailure': 'The token is invalid or has expired.',
  'AuthFailure.MFAFailure': 'MFA verification is required for this operation.',
  'AuthFailure.InvalidAuthorization': 'The `Authorization` header is not in the documented form.',
  'AuthFailure.UnauthorizedOperation':
    'You are not authorized to perform this operation. Check your CAM policies.',
  RequestLimitExceeded: 'Your current request times exceeds the frequency limit of this API for a second.',
  InternalError: 'An internal error has occurred. Retry your request.',
  'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
  'InvalidImageId.Malformed': 'The format of the ImageId is invalid.',
  'InvalidParameterValue.InvalidImageState': 'The image is in a state that does not allow this operation.',
  'UnauthorizedOperation.ImageNotBelongToAccount': 'The specified image does not belong to the account.',
  'FailedOperation.BYOLImageShareFailed': 'BYOL images cannot be shared.',
  'FailedOperation.QImageShareFailed': 'Sharing this image failed.',
  'FailedOperation.RImageShareFailed': 'Sharing this image failed.',
  'InvalidParameter.InstanceImageNotSupport': 'Whole-instance images are not supported.',
  'UnsupportedOperation.EncryptedImagesNotSupported': 'Encrypted images cannot be shared.',
  'UnsupportedOperation.LocationImageNotSupported': 'Images of this location are not supported.',
  OverQuota: 'The number of shared accounts exceeds the quota of this image.',
  'InvalidParameterValue.LimitExceeded': 'The number of values exceeds the limit.',
  'InvalidAccountId.NotFound': 'The account does not exist.',
  'FailedOperation.NotMasterAccount': 'The account is not a root account.',
  'FailedOperation.AccountIsYourSelf': 'The account is your own account.',
  'FailedOperation.AccountAlreadyExists': 'The image is already shared with the account.',
  'InvalidParameterValue.InvalidAppIdFormat': 'The account id is not in the right format.',
  UnsupportedRegion: 'The API does not support the requested region.',
  MissingParameter: 'The request is missing a required parameter.',
  UnknownParameter: 'The request has an unknown parameter.',
  InvalidParameter: 'The request has a parameter of the wrong type.',
  InvalidParameterValue: 'The request has a parameter with a wrong value.',
  InvalidRequest: 'The request is not in the documented form.',
  UnsupportedProtocol: 'The HTTP method or content type is not supported.',
  RequestSizeLimitExceeded: 'The request is too large.',
  InvalidAction: 'The API interface does not exist.',
  NoSuchVersion: 'The API version does not exist.',
  NoSuchProduct: 'The product does not exist.',
  IpNotInWhitelist: 'The source IP is not in the whitelist.',
};

/** A business error: travels inside the cloud and ends as `Response.Error` of an HTTP 200. */
export class Refusal extends Error {
  readonly code: string;

  /**
   * @param code the vendor's code
   * @param detail said behind the usual sentence, for example the account in question
   */
  constructor(code: string, detail = '') {
    super(`${sentences[code] ?? 'The request was refused.'}${detail === '' ? '' : ` (${detail})`}`);
    this.name = 'Refusal';
    this.code = code;
  }
}

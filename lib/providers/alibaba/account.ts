/** Where a person finds the account id: the security page names the main account. */
export const accountPage = {
  alibaba: 'https://account.console.aliyun.com/#/secure',
  'alibaba-intl': 'https://account.console.alibabacloud.com/#/secure',
} as const;

/** Where keys of a RAM user are made; keys of the main account are never needed. */
export const keyPage = {
  alibaba: 'https://ram.console.aliyun.com/users',
  'alibaba-intl': 'https://ram.console.alibabacloud.com/users',
} as const;

/** Both products share with main accounts: digits, from 10 to 20 of them in the vendor's documents. */
export const accountId = /^[1-9]\d{9,19}$/;

/** Main accounts of today have 16 digits; RAM users and roles have up to 18, and start with 2 or 3. */
export const suspiciousAccountId = /^(?!\d{16}$)[1-9]\d{9,19}$/;

/** What has other lengths: RAM users and roles, mobile numbers, and ids of Tencent Cloud. */
export const lookalikes = [
  { kind: 'sub-account', pattern: /^[23]\d{16,17}$/ },
  { kind: 'phone', pattern: /^1[3-9]\d{9}$/ },
  { kind: 'time', pattern: /^(?:1[67]\d{11}|20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6})$/ },
  // Root accounts of Tencent Cloud begin so and have twelve digits; its AppIDs have ten.
  { kind: 'other-cloud', pattern: /^(?:[12]00\d{9}|1(?:2[5-9]|3\d)\d{7})$/ },
] as const;

/** acs:service:region:ACCOUNT:resource (RAM, policy structure and grammar). */
export const resourceOwner = /^acs:[^:]*:[^:]*:(\d+)(?::|$)/i;

/** x-acs-date may differ from the server's time by 15 minutes (V3 request structure and signature). */
export const signatureValidMs = 15 * 60 * 1000;

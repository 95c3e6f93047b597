import { describe, expect, it } from 'vitest';
import { isSignatureRight, readAuthorization, type SignedRequest } from './signature.ts';

// https://cloud.tencent.com/document/api/213/30654, the signature tutorial: dummy keys of the vendor's.
const tutorialBody =
  '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';

const tutorial = (headers: Record<string, string>): SignedRequest => ({
  method: 'POST',
  host: 'cvm.tencentcloudapi.com',
  path: '/',
  search: '',
  body: tutorialBody,
  timestamp: 1551113065,
  service: 'cvm',
  header: (name) => headers[name] ?? '',
});

const given = (signedHeaders: string, signature: string, date = '2019-02-25', service = 'cvm') =>
  readAuthorization(
    `TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/${date}/${service}/tc3_request, ` +
      `SignedHeaders=${signedHeaders}, Signature=${signature}`,
  );

const judge = (request: SignedRequest, authorization: ReturnType<typeof given>, secret: string) =>
  authorization !== undefined && isSignatureRight(request, authorization, secret);

const headers = {
  'content-type': 'application/json; charset=utf-8',
  host: 'cvm.tencentcloudapi.com',
  'x-tc-action': 'DescribeInstances',
};

describe('judging signatures', () => {
  const older = '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168';
  const olderSecret = `Gu5t9xGARNpq86cd98joQYCN3${'EXAMPLE'}`;

  it("accepts the vendor's older example, which signs content-type and host", () => {
    expect(judge(tutorial(headers), given('content-type;host', older), olderSecret)).toBe(true);
  });

  it('accepts the content type in another case, which is lower-cased before signing', () => {
    const shouting = { ...headers, 'content-type': 'application/json; charset=UTF-8' };
    expect(judge(tutorial(shouting), given('content-type;host', older), olderSecret)).toBe(true);
  });

  it("accepts the vendor's current example, which signs the action too", () => {
    const current = '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f';
    const secret = '*'.repeat(32);
    expect(judge(tutorial(headers), given('content-type;host;x-tc-action', current), secret)).toBe(true);
    const other = { ...headers, 'x-tc-action': 'RunInstances' };
    expect(judge(tutorial(other), given('content-type;host;x-tc-action', current), secret)).toBe(false);
  });

  it('refuses another body, day, product or secret', () => {
    const right = given('content-type;host', older);
    expect(judge({ ...tutorial(headers), body: '{}' }, right, olderSecret)).toBe(false);
    expect(judge(tutorial(headers), given('content-type;host', older, '2019-02-26'), olderSecret)).toBe(
      false,
    );
    expect(
      judge(tutorial(headers), given('content-type;host', older, '2019-02-25', 'sts'), olderSecret),
    ).toBe(false);
    expect(judge(tutorial(headers), right, 'EXAMPLE')).toBe(false);
  });

  it('does not read a header that leaves host or content type unsigned', () => {
    expect(given('host', older)).toBeUndefined();
    expect(given('content-type', older)).toBeUndefined();
    expect(readAuthorization('Bearer x')).toBeUndefined();
  });
});

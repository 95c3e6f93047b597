import { describe, expect, it } from 'vitest';
import { hex, hmacSha256, sha256Hex } from './digest';

describe('digests', () => {
  it('hash the examples of FIPS 180-2', async () => {
    expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('authenticate the text examples of RFC 4231', async () => {
    expect(hex(await hmacSha256('Jefe', 'what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(hex(await hmacSha256(new Uint8Array(20).fill(0x0b), 'Hi There'))).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    );
  });

  it('write small bytes with two characters', () => {
    expect(hex(new Uint8Array([0, 9, 255]))).toBe('0009ff');
  });
});

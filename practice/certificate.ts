import { generate } from 'selfsigned';

/** A certificate and its key, both PEM. */
export interface Certificate {
  certificatePem: string;
  keyPem: string;
}

/**
 * Makes a self-signed certificate that lives for a month; the key never touches the disk.
 * @param names DNS names it is valid for, `*.` in front allowed
 */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'practice clouds' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 24 * 60 * 60 * 1000),
    notAfterDate: new Date(Date.now() + 30 * 24 * 60 * 60 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { certificatePem: made.cert, keyPem: made.private };
}

// Writes lib/background/fixtures/old-vaults.json: vaults as they stood in the database, made with four costs.
// Made with Node's own Argon2id and AES-GCM, none of the extension's code, so that a change of that code cannot
// change what it is tested against. Every passphrase, key id and secret in it is a dummy. Run: node scripts/old-vaults.mjs
import { argon2Sync, createCipheriv, createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const costs = [
  { memoryKib: 8, passes: 1, lanes: 1 },
  { memoryKib: 19_456, passes: 2, lanes: 1 },
  { memoryKib: 32_768, passes: 1, lanes: 4 },
  { memoryKib: 65_536, passes: 3, lanes: 4 },
];

const base64 = (bytes) => Buffer.from(bytes).toString('base64');

const seal = (key, id, plain) => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(`image-roster/vault/1/${id}`));
  return { iv, ciphertext: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
};

const shown = ({ iv, ciphertext }) => ({ iv: base64(iv), ciphertext: base64(ciphertext) });

const makeHead = (cost, passphrase, key) => {
  const salt = randomBytes(16);
  const derived = argon2Sync('argon2id', {
    message: passphrase,
    nonce: salt,
    memory: cost.memoryKib,
    passes: cost.passes,
    parallelism: cost.lanes,
    tagLength: 32,
  });
  const sealedKey = seal(derived, '/head', key);
  const costText = `${cost.memoryKib} ${cost.passes} ${cost.lanes} ${salt.length} `;
  const sum = createHash('sha256')
    .update(Buffer.concat([Buffer.from(costText), salt, sealedKey.iv, sealedKey.ciphertext]))
    .digest();
  return { cost, salt: base64(salt), sealedKey: shown(sealedKey), sum: base64(sum) };
};

const makeVault = (cost, at) => {
  const key = randomBytes(32);
  const passphrase = `dummy passphrase ${at + 1}`;
  const id = `dummy-profile-${at + 1}`;
  const profile = {
    site: 'tencent',
    label: `Dummy ${at + 1}`,
    credentials: { keyId: `AKIDDUMMY000000${at + 1}`, secret: `dummy-secret-000000${at + 1}` },
    caller: { account: '100000000001', name: 'dummy' },
    savedAt: 1_760_000_000_000,
  };
  const record = seal(key, id, JSON.stringify({ version: 1, value: profile }));
  return { passphrase, head: makeHead(cost, passphrase, key), records: { [id]: shown(record) } };
};

const file = new URL('../lib/background/fixtures/old-vaults.json', import.meta.url);
const note =
  'Dummy vaults made by scripts/old-vaults.mjs; bytes are base64. Nothing in them belongs to anybody.';
writeFileSync(file, `${JSON.stringify({ note, vaults: costs.map(makeVault) }, null, 2)}\n`);

import { argon2id } from 'hash-wasm';
import type { Bytes, KdfCost, Sealed, VaultHead } from '../storage/vault-store';

/** Argon2id as RFC 9106 (4) advises where memory is scarce: 64 MiB, 3 passes, 4 lanes; about 0.25 s on a desktop. */
export const presentCost: KdfCost = { memoryKib: 65_536, passes: 3, lanes: 4 };

/** Version of the layout of sealed bytes; part of what is authenticated. */
const sealedVersion = 1;
const keyLength = 32;
const ivLength = 12;
const saltLength = 16;

export type RandomBytes = (length: number) => Bytes;

/**
 * @param passphrase as typed; composed letters and their parts count as the same (NFC)
 * @returns 32 bytes
 */
const deriveKey = async (passphrase: string, salt: Bytes, cost: KdfCost): Promise<Bytes> => {
  const key = await argon2id({
    password: new TextEncoder().encode(passphrase.normalize('NFC')),
    salt,
    memorySize: cost.memoryKib,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: keyLength,
    outputType: 'binary',
  });
  return new Uint8Array(key);
};

// Names where the bytes belong, so that a record moved to another place, or kept from another layout, does not open.
const placeOf = (id: string): Bytes => new TextEncoder().encode(`image-roster/vault/${sealedVersion}/${id}`);

const importKey = (key: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, [usage]);

/** Encrypts with a fresh IV. @param id where the result may stand, and nowhere else */
export const sealBytes = async (
  key: Bytes,
  id: string,
  plain: Bytes,
  randomBytes: RandomBytes,
): Promise<Sealed> => {
  const iv = randomBytes(ivLength);
  const parameters = { name: 'AES-GCM', iv, additionalData: placeOf(id) };
  const ciphertext = await crypto.subtle.encrypt(parameters, await importKey(key, 'encrypt'), plain);
  return { iv, ciphertext: new Uint8Array(ciphertext) };
};

/** @returns the plain bytes; undefined when key, place or any bit is not the one it was sealed with */
export const openBytes = async (key: Bytes, id: string, sealed: Sealed): Promise<Bytes | undefined> => {
  const parameters = { name: 'AES-GCM', iv: sealed.iv, additionalData: placeOf(id) };
  const imported = await importKey(key, 'decrypt');
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, imported, sealed.ciphertext));
  } catch {
    return undefined;
  }
};

// No record has this id: record ids are letters, digits and hyphens.
const headPlace = '/head';

const sumOf = async ({ cost, salt, sealedKey }: Omit<VaultHead, 'sum'>): Promise<Bytes> => {
  const costs = new TextEncoder().encode(`${cost.memoryKib} ${cost.passes} ${cost.lanes} ${salt.length} `);
  const all = await new Blob([costs, salt, sealedKey.iv, sealedKey.ciphertext]).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
};

/** @returns whether a head is as it was written; says nothing about the passphrase */
export const isWhole = async (head: VaultHead): Promise<boolean> => {
  const sum = await sumOf(head);
  return sum.length === head.sum.length && sum.every((byte, index) => byte === head.sum[index]);
};

/** @returns a head that gives `key` back to whoever has the passphrase */
export const makeHead = async (
  passphrase: string,
  key: Bytes,
  cost: KdfCost,
  randomBytes: RandomBytes,
): Promise<VaultHead> => {
  const salt = randomBytes(saltLength);
  const derived = await deriveKey(passphrase, salt, cost);
  const sealedKey = await sealBytes(derived, headPlace, key, randomBytes);
  derived.fill(0);
  return { cost, salt, sealedKey, sum: await sumOf({ cost, salt, sealedKey }) };
};

/** @returns the vault's key; undefined for a wrong passphrase */
export const openHead = async (passphrase: string, head: VaultHead): Promise<Bytes | undefined> => {
  const derived = await deriveKey(passphrase, head.salt, head.cost);
  const key = await openBytes(derived, headPlace, head.sealedKey);
  derived.fill(0);
  return key;
};

/** @returns a fresh key for a vault */
export const makeKey = (randomBytes: RandomBytes): Bytes => randomBytes(keyLength);

/** @returns the cost to raise to; undefined when the stored one is high enough */
export const raisedCost = (stored: KdfCost, wanted: KdfCost): KdfCost | undefined => {
  const raised = {
    memoryKib: Math.max(stored.memoryKib, wanted.memoryKib),
    passes: Math.max(stored.passes, wanted.passes),
    lanes: Math.max(stored.lanes, wanted.lanes),
  };
  const isSame =
    raised.memoryKib === stored.memoryKib && raised.passes === stored.passes && raised.lanes === stored.lanes;
  return isSame ? undefined : raised;
};

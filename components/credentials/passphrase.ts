/** Shorter ones are refused: a vault's only guard against a stolen disk is the work of guessing. */
export const shortestPassphrase = 8;
const fairLength = 12;
const strongLength = 18;

export type Strength = 'empty' | 'too-short' | 'weak' | 'fair' | 'strong';

/**
 * Judges a passphrase by its length and by how many different characters it has: the two things that cost a guesser
 * time whatever the alphabet.
 */
export const strengthOf = (passphrase: string): Strength => {
  const characters = [...passphrase];
  if (characters.length === 0) return 'empty';
  if (characters.length < shortestPassphrase) return 'too-short';
  const different = new Set(characters).size;
  if (different < 5 || characters.length < fairLength) return 'weak';
  return characters.length < strongLength ? 'fair' : 'strong';
};

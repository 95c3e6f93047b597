import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image, Roster } from '../../domain/image';
import type { Provider } from '../../domain/provider';
import { mutationsOf } from '../broken-answers';
import { answered, fakeSession, numbered } from '../fake-session';
import { account, type ProviderSubject } from './subject';

/** Per kind of answer; 100,000 in all. */
const runs = 25_000;
const patience = 120_000;

/** A hundred thousand damaged answers: none crashes, none becomes a false success. */
export const testMutations = (subject: ProviderSubject): void => {
  const { says, image, product } = subject;
  // Signing is tested elsewhere and would take most of the time.
  const answeredWith = (text: string) =>
    subject.open({ ...fakeSession(() => answered(''), subject.site), send: async () => answered(text) });

  describe(`${product.id}: ${runs} mutated answers each`, () => {
    const mutated = (text: string, check: (text: string, provider: Provider) => Promise<void>) =>
      fc.assert(
        fc.asyncProperty(mutationsOf(text), (changed) => check(changed, answeredWith(changed))),
        { numRuns: runs },
      );
    const areOf = (found: readonly string[], text: string) =>
      found.every((id) => id !== '' && text.includes(id));
    const rosterIds = (roster: Roster) => roster.entries.map((entry) => entry.account);
    const imageIds = (images: readonly Image[]) => images.map(({ imageId }) => imageId);

    it(
      'never crash a read, and never bring an id that the answer does not hold',
      async () => {
        await mutated(says.roster(numbered('1000', 5)), async (text, provider) => {
          const result = await provider.readRoster(image);
          if (result.ok) expect(areOf(rosterIds(result.value), text)).toBe(true);
        });
        await mutated(says.images(subject.imageIds(5), 5), async (text, provider) => {
          const result = await provider.listImages(image.region);
          if (result.ok) expect(areOf(imageIds(result.value), text)).toBe(true);
        });
        await mutated(says.caller(account), async (text, provider) => {
          const result = await provider.whoAmI();
          if (result.ok) expect(text).toContain(result.value.account);
        });
      },
      patience,
    );

    it(
      'never make a success of a refused write',
      async () => {
        const refused = says.error('OverQuota', 'full');
        await fc.assert(
          fc.asyncProperty(mutationsOf(refused), async (text) => {
            const result = await answeredWith(text).change(image, 'share', [account]);
            // Only an answer that no longer says so may pass for an accepted call.
            if (result.ok) expect(text).not.toContain(says.errorMark('OverQuota'));
          }),
          { numRuns: runs },
        );
      },
      patience,
    );
  });
};

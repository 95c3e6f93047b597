import { describe, expect, it } from 'vitest';
import { answered, numbered } from '../fake-session';
import { contentOf, kindOf, type ProviderSubject, toolsFor } from './subject';

/** Pages and rosters: whole, each once, ids as strings, or a failure. */
export const testReads = (subject: ProviderSubject): void => {
  const { says, image, product } = subject;
  const { openWith, always } = toolsFor(subject);
  const paged = (ids: readonly string[]) =>
    openWith((request) => {
      const { offset, limit } = subject.pageOf(request);
      return answered(says.images(ids.slice(offset, offset + limit), ids.length));
    });

  describe(`${product.id}: pages`, () => {
    it.each([0, 1, 99, 100, 101, 500, 1234])('lists all of %i images, each once', async (count) => {
      const ids = subject.imageIds(count);
      const { provider } = paged(ids);
      const images = contentOf(await provider.listImages(image.region));
      expect(images.map(({ imageId }) => imageId)).toEqual(ids);
    });

    it('stops when pages repeat for ever, without taking the part for the whole', async () => {
      const ids = subject.imageIds(100);
      const { provider, session } = openWith(() => answered(says.images(ids, 1_000_000)));
      expect(kindOf(await provider.listImages(image.region))).toBe('unexpected-reply');
      expect(session.sent.length).toBeLessThan(5);
    });

    it('stops when a page that must hold more is empty', async () => {
      const { provider, session } = openWith(() => answered(says.images([], 7)));
      expect(kindOf(await provider.listImages(image.region))).toBe('unexpected-reply');
      expect(session.sent.length).toBe(1);
    });

    it('stops when new images never end', async () => {
      let made = 0;
      const endless = subject.imageIds(30_000);
      const { provider, session } = openWith(() => {
        made += 100;
        return answered(says.images(endless.slice(made - 100, made), 1_000_000));
      });
      expect(kindOf(await provider.listImages(image.region))).toBe('unexpected-reply');
      expect(session.sent.length).toBeLessThan(1000);
    });
  });

  describe(`${product.id}: rosters`, () => {
    it('reads hundreds of accounts as strings, in order', async () => {
      const accounts = numbered('1000', 500);
      const roster = contentOf(await always(answered(says.roster(accounts))).provider.readRoster(image));
      expect(roster.entries.map((entry) => entry.account)).toEqual(accounts);
    });

    it.each(says.emptyRosters)('reads an empty roster: %s', async (text) => {
      expect(contentOf(await always(answered(text)).provider.readRoster(image)).entries).toEqual([]);
    });

    it('never takes an error for an empty roster', async () => {
      for (const code of [...subject.codes.keys(), 'Never.HeardOf']) {
        const result = await always(answered(says.error(code, ''))).provider.readRoster(image);
        expect(kindOf(result), code).not.toBe('success');
      }
    });

    it('never passes on an account id that JSON has damaged', async () => {
      for (const number of ['9007199254740993', '1e21', '1.5', '-1', '123456789012345678901']) {
        const result = await always(answered(says.rosterWithNumber(number))).provider.readRoster(image);
        // A reader may keep long numbers whole; one that cannot must refuse them.
        if (result.ok) expect(result.value.entries).toMatchObject([{ account: number }]);
        else expect(kindOf(result), number).toBe('unexpected-reply');
      }
    });
  });
};

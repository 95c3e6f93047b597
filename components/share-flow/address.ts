import { type ProductId, productIds } from '../../lib/domain/product';
import type { Proposal } from '../../lib/messaging/views';
import { products } from '../../lib/providers/catalog';

/** What the panel's own address asks for. */
export type Opening =
  | { kind: 'framed'; token: string }
  | { kind: 'job'; jobId: string }
  /** `profileId` is empty when the link leaves the keys to be chosen. */
  | { kind: 'proposal'; proposal: Proposal; profileId: string };

/** Ids that we made ourselves. */
const ownId = /^[0-9a-zA-Z-]{1,64}$/;

const isProduct = (id: string | null): id is ProductId => productIds.some((known) => known === id);

/**
 * Reads the panel's address. What does not match the product's patterns is left out, since anyone can write a link.
 * @param search from `?` on: `product`, `region`, `images` by commas, `profile`, or `job`
 * @param hash from `#` on: the token of a framed panel
 */
export const readAddress = (search: string, hash: string, isFramed: boolean): Opening => {
  if (isFramed) return { kind: 'framed', token: hash.replace(/^#/, '') };
  const asked = new URLSearchParams(search);
  const jobId = asked.get('job');
  if (jobId !== null && ownId.test(jobId)) return { kind: 'job', jobId };
  const product = asked.get('product');
  const id = isProduct(product) ? product : (productIds[0] ?? 'tencent-cvm');
  const region = asked.get('region') ?? '';
  const profileId = asked.get('profile') ?? '';
  const images = (asked.get('images') ?? '').split(',').filter((image) => products[id].imageId.test(image));
  return {
    kind: 'proposal',
    proposal: {
      product: id,
      region: /^[0-9a-z-]{0,40}$/.test(region) ? region : '',
      imageIds: [...new Set(images)].slice(0, 1000),
      consoleAccount: '',
    },
    profileId: ownId.test(profileId) ? profileId : '',
  };
};

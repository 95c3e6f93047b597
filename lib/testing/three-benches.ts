import type { Fault, FaultSource } from '../../practice/faults.ts';
import type { Image } from '../domain/image';
import type { Plan } from '../domain/job';
import type { ProductId } from '../domain/product';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from './practice-alibaba';
import type { PracticeBench } from './practice-bench';
import { createPracticeBench, imageIdAt, recipients } from './practice-job';

/** What the practice clouds of every vendor can be told by a test. */
interface TestedCloud {
  readonly calls: readonly { action: string }[];
  rosterOf(imageId: string): string[];
  setRoster(imageId: string, accounts: readonly string[]): void;
  foreignEdit(kind: 'share' | 'revoke', imageId: string, accounts: readonly string[]): void;
  failNext(action: string, code: string, times?: number): void;
  faultNext(action: string, fault: Fault, times?: number): void;
  setFaultSource(source: FaultSource | undefined): void;
}

/** A bench of one product with what a test must know to use it. */
export interface ProductBench extends PracticeBench<TestedCloud> {
  imageId: string;
  /** @returns `size` accounts that exist */
  recipients(size: number): string[];
  /** The image as a plan saw it. */
  imageOf(plan: Plan): Image;
}

const imageOf = (plan: Plan): Image => {
  const [first] = plan.images;
  if (!first) throw new Error('the plan has no image');
  return first.image;
};

/** A bench of each product, for tests that must hold for all of them. */
export const openProductBench = (product: ProductId): ProductBench =>
  product === 'tencent-cvm'
    ? { ...createPracticeBench(), imageId: imageIdAt(0), recipients, imageOf }
    : {
        ...createAlibabaBench(product),
        imageId: alibabaImageAt(product, 0),
        recipients: alibabaRecipients,
        imageOf,
      };

import type { CloudId } from '../../lib/domain/book';
import type { BookPatterns } from '../../lib/domain/book-csv';
import { products } from '../../lib/providers/catalog';
import { t } from '../text';

/** Which ids each cloud takes, by one of its products: they share the accounts. */
export const bookPatterns: BookPatterns = {
  tencent: products['tencent-cvm'],
  alibaba: products['alibaba-ecs'],
};

/** @returns the vendor's name, for both of its sites */
export const cloudName = (cloud: CloudId): string => t(`book_cloud_${cloud}`);

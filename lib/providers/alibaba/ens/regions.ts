import type { Region } from '../../../domain/product';

/** None: an image of ENS belongs to the account, and its calls take no region. */
export const ensRegions: readonly Region[] = [];

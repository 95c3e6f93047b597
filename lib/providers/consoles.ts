import type { ConsoleReader } from '../console/reader';
import type { ProductId } from '../domain/product';
import { tencentCvmConsole } from './tencent/cvm/console';

/** Each product's page reader. */
export const consoles: Record<ProductId, ConsoleReader> = {
  'tencent-cvm': tencentCvmConsole,
};

import { type ConsoleReader, patternsOf } from '../console/reader';
import type { ProductId } from '../domain/product';
import { alibabaEcsConsole } from './alibaba/ecs/console';
import { alibabaEnsConsole } from './alibaba/ens/console';
import { tencentCvmConsole } from './tencent/cvm/console';

/** Each product's page reader. */
export const consoles: Record<ProductId, ConsoleReader> = {
  'tencent-cvm': tencentCvmConsole,
  'alibaba-ecs': alibabaEcsConsole,
  'alibaba-ens': alibabaEnsConsole,
};

/** Match patterns of all console hosts: where the launcher may stand and the panel may be framed. */
export const consolePatterns: string[] = patternsOf(Object.values(consoles));

import type { ProductId } from '../domain/product';
import type { OpenProvider } from '../domain/provider';
import { openAlibabaEcs } from './alibaba/ecs/api';
import { openAlibabaEns } from './alibaba/ens/api';
import { openTencentCvm } from './tencent/cvm/api';

/** Every product's door to its cloud; for the background alone. */
export const providers: Record<ProductId, OpenProvider> = {
  'tencent-cvm': openTencentCvm,
  'alibaba-ecs': openAlibabaEcs,
  'alibaba-ens': openAlibabaEns,
};

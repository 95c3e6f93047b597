import { createRandom, pick, pickText, type Random } from '../random.ts';
import type { PracticeImage } from './images.ts';

const dayMs = 24 * 60 * 60 * 1000;
const idLetters = '0123456789abcdefghijklmnopqrstuvwxyz';

const systems = [
  { os: 'Alibaba Cloud Linux  3.2104 LTS 64位', platform: 'Aliyun', architecture: 'x86_64' },
  { os: 'Ubuntu  24.04 64位', platform: 'Ubuntu', architecture: 'x86_64' },
  { os: 'Debian  12.6 64位', platform: 'Debian', architecture: 'arm64' },
  { os: 'Windows Server  2022 数据中心版 64位中文版', platform: 'Windows', architecture: 'x86_64' },
] as const;

const stems = [
  'web-frontend',
  'api-gateway',
  'build-agent',
  'golden-base',
  'edge-proxy',
  'ml-training-cuda12',
  '电商前台',
  '支付网关',
  '教学实验环境',
  '客户交付版',
  '直播转码',
  '灾备节点',
] as const;

/** First characters of an ECS image id, which tell its region. */
const idPrefixes: Record<string, string> = {
  'cn-hangzhou': 'bp1',
  'cn-beijing': '2ze',
  'cn-shanghai': 'uf6',
  'ap-southeast-1': 't4n',
  'ap-southeast-6': '5ts',
};

/** An image to make up: where it is and whose. */
export interface Draft {
  product: PracticeImage['product'];
  /** Empty for ENS. */
  region: string;
  owner: string;
}

const pickId = (random: Random, { product, region }: Draft): string =>
  product === 'ens'
    ? `m-5${pickText(random, idLetters, 24)}`
    : `m-${idPrefixes[region] ?? 'bp1'}${pickText(random, idLetters, 17)}`;

/**
 * Makes up custom images, always the same for the same arguments.
 * @param newestAt creation time of the newest one, milliseconds since the epoch; the others lie days before
 */
export function makeUpImages(draft: Draft, count: number, seed: number, newestAt: number): PracticeImage[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at): PracticeImage => {
    const serial = String(count - at).padStart(3, '0');
    const system = pick(random, systems);
    return {
      ...draft,
      imageId: pickId(random, draft),
      name: `${pick(random, stems)}-v${1 + Math.floor(random() * 6)}-${serial}`,
      state: 'Available',
      ...system,
      sizeGb: pick(random, [20, 40, 80, 100]),
      createdAt: newestAt - Math.floor((at + random()) * dayMs),
    };
  });
}

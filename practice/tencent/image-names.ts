import { createRandom, pick, pickText, type Random } from '../random.ts';
import type { PracticeImage } from './images.ts';

const dayMs = 24 * 60 * 60 * 1000;

const systems = [
  { os: 'Ubuntu Server 22.04 LTS 64bit', platform: 'Ubuntu', architecture: 'x86_64' },
  { os: 'Ubuntu Server 24.04 LTS 64bit', platform: 'Ubuntu', architecture: 'arm' },
  { os: 'TencentOS Server 3.1 (TK4)', platform: 'TencentOS', architecture: 'x86_64' },
  { os: 'Debian 12.4 64bit', platform: 'Debian', architecture: 'x86_64' },
  { os: 'CentOS 7.9 64bit', platform: 'CentOS', architecture: 'x86_64' },
  { os: 'Rocky Linux 9.4 64bit', platform: 'Rocky Linux', architecture: 'x86_64' },
  { os: 'Windows Server 2022 Datacenter 64bit 中文版', platform: 'Windows', architecture: 'x86_64' },
  { os: 'OpenCloudOS Server 9', platform: 'OpenCloudOS', architecture: 'x86_64' },
] as const;

const englishStems = [
  'web-frontend',
  'api-gateway',
  'build-agent',
  'ml-training-cuda12',
  'game-server',
  'nightly-base',
  'golden-ubuntu',
  'customer-appliance',
  'lab-desktop',
  'edge-proxy',
] as const;

const chineseStems = [
  '电商前台',
  '支付网关',
  '教学实验环境',
  '数据分析基础镜像',
  '游戏战斗服',
  '日志采集',
  '深度学习训练',
  '客户交付版',
  '测试镜像',
  '灾备节点',
] as const;

function nameOf(random: Random, number: number): string {
  const serial = String(number).padStart(3, '0');
  const minor = Math.floor(random() * 20);
  const shape = random();
  if (shape < 0.45)
    return `${pick(random, englishStems)}-v${1 + Math.floor(random() * 6)}.${minor}-${serial}`;
  if (shape < 0.8) return `${pick(random, chineseStems)}-${serial}`;
  if (shape < 0.95) return `${pick(random, chineseStems)}_${pick(random, englishStems)}_${serial}`;
  return `${pick(random, englishStems)} (do not delete) ${serial}`;
}

/** @returns an image id in the form the vendor uses */
const pickImageId = (random: Random): string =>
  `img-${pickText(random, '0123456789abcdefghijklmnopqrstuvwxyz', 8)}`;

/**
 * Makes up custom images, always the same for the same arguments.
 * @param newestAt creation time of the newest one, milliseconds since the epoch; the others lie days before
 */
export function makeUpImages(options: {
  seed: number;
  count: number;
  owner: string;
  region: string;
  newestAt: number;
}): PracticeImage[] {
  const random = createRandom(options.seed);
  return Array.from({ length: options.count }, (_, at): PracticeImage => {
    const system = pick(random, systems);
    return {
      imageId: pickImageId(random),
      region: options.region,
      owner: options.owner,
      name: nameOf(random, options.count - at),
      description: random() < 0.3 ? '由实例创建' : '',
      state: 'NORMAL',
      ...system,
      sizeGb: pick(random, [20, 40, 50, 80, 100]),
      createdAt: options.newestAt - Math.floor((at + random()) * dayMs),
      license: 'TencentCloud',
      tags: random() < 0.2 ? [{ key: 'team', value: pick(random, ['infra', '运维', 'ml']) }] : [],
    };
  });
}

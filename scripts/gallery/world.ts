import { knownImages, practiceKeys, practiceSeed, recipients } from '../../practice/tencent/world.ts';
import { createPracticeWorld, type PracticeWorld } from '../../practice/world.ts';

/** An image whose name is as long as a cloud lets it be. */
export const longImage = 'img-longname';

const longName =
  '生产环境电商前台订单与支付核心服务基础镜像（华南地区灾备演练专用，含监控代理）-2026年第四季度';

const known = new Set<string>(Object.values(knownImages));

/** The practice world with fewer images, so that their rosters are soon read, and one with a long name. */
export const createGalleryWorld = (): PracticeWorld => {
  const seed = practiceSeed(Date.now());
  const images = seed.images.filter(({ imageId }, at) => known.has(imageId) || at % 9 === 0);
  const world = createPracticeWorld({ seed: { ...seed, images }, rates: 'none' });
  const model = world.cloud.image(knownImages.plain);
  if (!model) throw new Error('the practice world has no plain image');
  world.cloud.putImage({ ...model, imageId: longImage, name: longName });
  world.cloud.setRoster(longImage, recipients(12));
  return world;
};

export const keys = practiceKeys.main;

const longLabel = '华东区域战略合作伙伴（上海某某智能科技股份有限公司）研发测试中心';

/** Names for the address book: short, long and Chinese ones. */
export const bookEntries = recipients(60).map((account, at) => ({
  cloud: 'tencent',
  account,
  label: at === 1 ? longLabel : at % 3 === 0 ? `Partner ${at + 1}` : `合作伙伴${at + 1}号`,
  notes: at === 0 ? 'Asked for by mail on 12 March' : '',
  tags: at % 4 === 0 ? ['beta'] : [],
  groups: at % 2 === 0 ? ['partners-eu'] : ['华东'],
  isTrusted: at % 5 === 0,
}));

export interface TencentRegion {
  id: string;
  /** Number the console and the undocumented field RegionIdMC use; absent where no public source tells it. */
  rid?: number;
  zh: string;
  en: string;
  /** Finance regions answer on their own hosts only. */
  finance?: true;
  /** Whether an international account sees it. */
  international: boolean;
}

const region = (
  id: string,
  rid: number | undefined,
  zh: string,
  en: string,
  international = true,
): TencentRegion => ({
  id,
  zh,
  en,
  international,
  ...(rid === undefined ? {} : { rid }),
  ...(id.endsWith('-fsi') ? { finance: true as const } : {}),
});

/** Regions of CVM with console numbers, from captured DescribeRegions answers and vendor console links, 2026-09. */
export const regions: readonly TencentRegion[] = [
  region('ap-guangzhou', 1, '华南地区（广州）', 'South China (Guangzhou)'),
  region('ap-shanghai', 4, '华东地区（上海）', 'East China (Shanghai)'),
  region('ap-nanjing', 33, '华东地区（南京）', 'East China (Nanjing)'),
  region('ap-beijing', 8, '华北地区（北京）', 'North China (Beijing)'),
  region('ap-chengdu', 16, '西南地区（成都）', 'Southwest China (Chengdu)'),
  region('ap-chongqing', 19, '西南地区（重庆）', 'Southwest China (Chongqing)'),
  region('ap-zhongwei', undefined, '西北地区（中卫）', 'Northwest China (Zhongwei)', false),
  region('ap-hongkong', 5, '港澳台地区（中国香港）', 'Hong Kong, Macao and Taiwan (Hong Kong, China)'),
  region('ap-singapore', 9, '亚太东南（新加坡）', 'Southeast Asia (Singapore)'),
  region('ap-jakarta', 72, '亚太东南（雅加达）', 'Southeast Asia (Jakarta)'),
  region('ap-bangkok', 23, '亚太东南（曼谷）', 'Southeast Asia (Bangkok)'),
  region('ap-johorbahru', undefined, '亚太东南（柔佛巴鲁）', 'Southeast Asia (Johor Bahru)', false),
  region('ap-seoul', 18, '亚太东北（首尔）', 'Northeast Asia (Seoul)'),
  region('ap-tokyo', 25, '亚太东北（东京）', 'Northeast Asia (Tokyo)'),
  region('ap-osaka', undefined, '亚太东北（大阪）', 'Northeast Asia (Osaka)', false),
  region('na-siliconvalley', 15, '美国西部（硅谷）', 'West US (Silicon Valley)'),
  region('na-ashburn', 22, '美国东部（弗吉尼亚）', 'East US (Virginia)'),
  region('na-queretaro', undefined, '北美地区（克雷塔罗）', 'North America (Querétaro)', false),
  region('sa-saopaulo', 74, '南美地区（圣保罗）', 'South America (São Paulo)'),
  region('eu-frankfurt', 17, '欧洲地区（法兰克福）', 'Europe (Frankfurt)'),
  region('me-saudi-arabia', 101, '中东地区（利雅得）', 'Middle East (Riyadh)', false),
  region('ap-shanghai-fsi', 7, '华东地区（上海金融）', 'East China (Shanghai Finance)'),
  region('ap-shenzhen-fsi', 11, '华南地区（深圳金融）', 'South China (Shenzhen Finance)'),
  region('ap-beijing-fsi', 46, '华北地区（北京金融）', 'North China (Beijing Finance)', false),
];

export const regionById: ReadonlyMap<string, TencentRegion> = new Map(regions.map((one) => [one.id, one]));

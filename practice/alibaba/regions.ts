export interface AlibabaRegion {
  id: string;
  en: string;
  zh: string;
  /** Host name of ECS. */
  host: string;
}

/** Regions whose ECS answers on the central host (vendor's endpoint metadata, 2026-04). */
const central = new Set(['cn-hangzhou-finance', 'cn-north-2-gov-1']);

const rows: readonly (readonly [string, string, string])[] = [
  ['cn-qingdao', 'China (Qingdao)', '华北1（青岛）'],
  ['cn-beijing', 'China (Beijing)', '华北2（北京）'],
  ['cn-zhangjiakou', 'China (Zhangjiakou)', '华北3（张家口）'],
  ['cn-huhehaote', 'China (Hohhot)', '华北5（呼和浩特）'],
  ['cn-wulanchabu', 'China (Ulanqab)', '华北6（乌兰察布）'],
  ['cn-zhongwei', 'China (Zhongwei)', '西北2（中卫）'],
  ['cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）'],
  ['cn-shanghai', 'China (Shanghai)', '华东2（上海）'],
  ['cn-nanjing', 'China (Nanjing - Local Region)', '华东5（南京-本地地域）'],
  ['cn-fuzhou', 'China (Fuzhou - Local Region)', '华东6（福州-本地地域）'],
  ['cn-wuhan-lr', 'China (Wuhan - Local Region)', '华中1（武汉-本地地域）'],
  ['cn-shenzhen', 'China (Shenzhen)', '华南1（深圳）'],
  ['cn-heyuan', 'China (Heyuan)', '华南2（河源）'],
  ['cn-guangzhou', 'China (Guangzhou)', '华南3（广州）'],
  ['cn-chengdu', 'China (Chengdu)', '西南1（成都）'],
  ['cn-hongkong', 'China (Hong Kong)', '中国香港'],
  ['cn-zhengzhou-jva', 'Zhengzhou (China Unicom Joint Venture)', '郑州（联通合营）'],
  ['ap-northeast-1', 'Japan (Tokyo)', '日本（东京）'],
  ['ap-northeast-2', 'South Korea (Seoul)', '韩国（首尔）'],
  ['ap-southeast-1', 'Singapore', '新加坡'],
  ['ap-southeast-3', 'Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'],
  ['ap-southeast-5', 'Indonesia (Jakarta)', '印度尼西亚（雅加达）'],
  ['ap-southeast-6', 'Philippines (Manila)', '菲律宾（马尼拉）'],
  ['ap-southeast-7', 'Thailand (Bangkok)', '泰国（曼谷）'],
  ['us-east-1', 'US (Virginia)', '美国（弗吉尼亚）'],
  ['us-southeast-1', 'US (Atlanta)', '美国（亚特兰大）'],
  ['us-west-1', 'US (Silicon Valley)', '美国（硅谷）'],
  ['na-south-1', 'Mexico', '墨西哥'],
  ['eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）'],
  ['eu-west-1', 'UK (London)', '英国（伦敦）'],
  ['me-east-1', 'UAE (Dubai)', '阿联酋（迪拜）'],
  ['me-central-1', 'Saudi Arabia (Riyadh)', '沙特（利雅得）'],
  ['cn-hangzhou-finance', 'China East 1 Finance', '华东1 金融云'],
  ['cn-shanghai-finance-1', 'China East 2 Finance', '华东2 金融云'],
  ['cn-shenzhen-finance-1', 'China South 1 Finance', '华南1 金融云'],
  ['cn-beijing-finance-1', 'China North 2 Finance (Preview)', '华北2 金融云（邀测）'],
  ['cn-north-2-gov-1', 'China North 2 Ali Gov 1', '华北2 阿里政务云1'],
  ['cn-heyuan-acdr-1', 'Heyuan ACDR Auto', '河源专属云汽车合规'],
];

/** Regions of ECS with a public endpoint, from the vendor's endpoint metadata of 2026-04. */
export const regions: readonly AlibabaRegion[] = rows.map(([id, en, zh]) => ({
  id,
  en,
  zh,
  host: central.has(id) ? 'ecs.aliyuncs.com' : `ecs.${id}.aliyuncs.com`,
}));

export const regionById: ReadonlyMap<string, AlibabaRegion> = new Map(regions.map((one) => [one.id, one]));

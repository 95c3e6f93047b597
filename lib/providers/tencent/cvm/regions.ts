import type { Region } from '../../../domain/product';
import { consoleNumbers } from './console-numbers';

// Names: vendor page 213/6091 and DescribeImageSharePermission's region list, 2025-11.
const named: readonly Region[] = [
  { id: 'ap-guangzhou', zh: '华南地区（广州）', en: 'South China (Guangzhou)' },
  { id: 'ap-shanghai', zh: '华东地区（上海）', en: 'East China (Shanghai)' },
  { id: 'ap-nanjing', zh: '华东地区（南京）', en: 'East China (Nanjing)' },
  { id: 'ap-beijing', zh: '华北地区（北京）', en: 'North China (Beijing)' },
  { id: 'ap-chengdu', zh: '西南地区（成都）', en: 'Southwest China (Chengdu)' },
  { id: 'ap-chongqing', zh: '西南地区（重庆）', en: 'Southwest China (Chongqing)' },
  { id: 'ap-zhongwei', zh: '西北地区（中卫）', en: 'Northwest China (Zhongwei)' },
  {
    id: 'ap-hongkong',
    zh: '港澳台地区（中国香港）',
    en: 'Hong Kong, Macao and Taiwan (Hong Kong, China)',
  },
  { id: 'ap-singapore', zh: '亚太东南（新加坡）', en: 'Southeast Asia (Singapore)' },
  { id: 'ap-jakarta', zh: '亚太东南（雅加达）', en: 'Southeast Asia (Jakarta)' },
  { id: 'ap-bangkok', zh: '亚太东南（曼谷）', en: 'Southeast Asia (Bangkok)' },
  { id: 'ap-johorbahru', zh: '亚太东南（柔佛巴鲁）', en: 'Southeast Asia (Johor Bahru)' },
  { id: 'ap-seoul', zh: '亚太东北（首尔）', en: 'Northeast Asia (Seoul)' },
  { id: 'ap-tokyo', zh: '亚太东北（东京）', en: 'Northeast Asia (Tokyo)' },
  { id: 'ap-osaka', zh: '亚太东北（大阪）', en: 'Northeast Asia (Osaka)' },
  { id: 'na-siliconvalley', zh: '美国西部（硅谷）', en: 'West US (Silicon Valley)' },
  { id: 'na-ashburn', zh: '美国东部（弗吉尼亚）', en: 'East US (Virginia)' },
  { id: 'na-queretaro', zh: '北美地区（克雷塔罗）', en: 'North America (Querétaro)' },
  { id: 'sa-saopaulo', zh: '南美地区（圣保罗）', en: 'South America (São Paulo)' },
  { id: 'eu-frankfurt', zh: '欧洲地区（法兰克福）', en: 'Europe (Frankfurt)' },
  { id: 'me-saudi-arabia', zh: '中东地区（利雅得）', en: 'Middle East (Riyadh)' },
  {
    id: 'ap-shanghai-fsi',
    zh: '华东地区（上海金融）',
    en: 'East China (Shanghai Finance)',
  },
  {
    id: 'ap-shenzhen-fsi',
    zh: '华南地区（深圳金融）',
    en: 'South China (Shenzhen Finance)',
  },
  {
    id: 'ap-beijing-fsi',
    zh: '华北地区（北京金融）',
    en: 'North China (Beijing Finance)',
  },
  // The three below stand in older vendor lists and in none of 2025: the API's answer decides.
  { id: 'ap-mumbai', zh: '亚太南部（孟买）', en: 'South Asia (Mumbai)' },
  { id: 'na-toronto', zh: '北美地区（多伦多）', en: 'North America (Toronto)' },
  { id: 'eu-moscow', zh: '欧洲地区（莫斯科）', en: 'Europe (Moscow)' },
];

/** Every region of CVM that the console may show; a region whose number nobody has published has none. */
export const tencentRegions: readonly Region[] = named.map((region) => {
  const consoleNumber = consoleNumbers[region.id];
  return consoleNumber === undefined ? region : { ...region, consoleNumber };
});

/** Regions that the practice ECS consoles offer in their top bar; some of those the vendor has. */
export const consoleRegions: readonly { id: string; zh: string; en: string }[] = [
  { id: 'cn-hangzhou', zh: '华东1（杭州）', en: 'China (Hangzhou)' },
  { id: 'cn-shanghai', zh: '华东2（上海）', en: 'China (Shanghai)' },
  { id: 'cn-qingdao', zh: '华北1（青岛）', en: 'China (Qingdao)' },
  { id: 'cn-beijing', zh: '华北2（北京）', en: 'China (Beijing)' },
  { id: 'cn-zhangjiakou', zh: '华北3（张家口）', en: 'China (Zhangjiakou)' },
  { id: 'cn-shenzhen', zh: '华南1（深圳）', en: 'China (Shenzhen)' },
  { id: 'cn-chengdu', zh: '西南1（成都）', en: 'China (Chengdu)' },
  { id: 'cn-wuhan-lr', zh: '华中1（武汉-本地地域）', en: 'China (Wuhan - Local Region)' },
  { id: 'cn-hongkong', zh: '中国香港', en: 'China (Hong Kong)' },
  { id: 'ap-southeast-1', zh: '新加坡', en: 'Singapore' },
  { id: 'ap-northeast-1', zh: '日本（东京）', en: 'Japan (Tokyo)' },
  { id: 'us-west-1', zh: '美国（硅谷）', en: 'US (Silicon Valley)' },
  { id: 'eu-central-1', zh: '德国（法兰克福）', en: 'Germany (Frankfurt)' },
];

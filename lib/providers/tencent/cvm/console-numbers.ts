// Numbers: the undocumented field RegionIdMC of a real DescribeRegions answer, the static map of
// tencentcloudstack/terraform-provider-tencentcloud (services/tcr/extension_tcr.go, 2023-12) and console links in
// vendor pages. Check of a number: a CVM zone's numeric id starts with it (ap-beijing-fsi-1 is zone 460001).
// Other public maps disagree with these sources (Beijing 1, Guangzhou 5): do not "improve" the table from them.
/**
 * Region id to the number that the console writes in its addresses and cookies. Names stand elsewhere, since this
 * is loaded on every console page.
 */
export const consoleNumbers: Readonly<Record<string, number>> = {
  'ap-guangzhou': 1,
  'ap-shanghai': 4,
  'ap-nanjing': 33,
  'ap-beijing': 8,
  'ap-chengdu': 16,
  'ap-chongqing': 19,
  'ap-hongkong': 5,
  'ap-singapore': 9,
  'ap-jakarta': 72,
  'ap-bangkok': 23,
  'ap-seoul': 18,
  'ap-tokyo': 25,
  'na-siliconvalley': 15,
  'na-ashburn': 22,
  'sa-saopaulo': 74,
  'eu-frankfurt': 17,
  'me-saudi-arabia': 101,
  'ap-shanghai-fsi': 7,
  'ap-shenzhen-fsi': 11,
  'ap-beijing-fsi': 46,
  'ap-mumbai': 21,
  'na-toronto': 6,
  'eu-moscow': 24,
};

/** @returns hosts of a product's two consoles: mainland, international */
export const hostsOf = (product: string) =>
  [`${product}.console.aliyun.com`, `${product}.console.alibabacloud.com`] as const;

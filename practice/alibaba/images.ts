import { bareNumber } from './call.ts';

/** What makes sharing an image fail whatever the accounts are. */
export type ImageObstacle =
  | 'community'
  | 'encrypted-snapshot'
  | 'encrypted-whole'
  | 'service-key'
  | 'key-off'
  | 'role-missing'
  | 'not-supported';

export interface PracticeImage {
  product: 'ecs' | 'ens';
  imageId: string;
  /** Empty for ENS. */
  region: string;
  /** Main account, or `system` for public images. */
  owner: string;
  name: string;
  /** The vendor's own state word. */
  state: string;
  os: string;
  platform: string;
  architecture: string;
  sizeGb: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  obstacle?: ImageObstacle;
  /** Whether it can be shared inside the own site alone, as what was made of a Marketplace image. */
  isOneSite?: boolean;
  /** Marketplace product it was made of. */
  productCode?: string;
}

/** What an image is to an account. */
export type ImageAlias = 'self' | 'others' | 'system';

/** Codes of the share API for images that cannot be shared. */
export const obstacleCodes: Record<ImageObstacle, string> = {
  community: 'Image.Public',
  'encrypted-snapshot': 'OperationDeined.EncryptedSnapshot',
  'encrypted-whole': 'OperationDeined.FullImage',
  'service-key': 'InvalidOperation.ServiceKeyEncryptedImageUnsupported',
  'key-off': 'InvalidParameter.KMSKeyId.CMKNotEnabled',
  'role-missing': 'AssumeRoleError',
  'not-supported': 'InvalidImageType.NotSupported',
};

const encrypted: readonly (ImageObstacle | undefined)[] = [
  'encrypted-snapshot',
  'encrypted-whole',
  'service-key',
  'key-off',
  'role-missing',
];

/** @returns ISO 8601 in UTC without milliseconds, as the API writes times */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/**
 * An entry of DescribeImages of ECS.
 * @param isShared whether it is shared with anybody
 */
export const describeEcsImage = (image: PracticeImage, alias: ImageAlias, isShared: boolean) => ({
  ImageId: image.imageId,
  ImageName: image.name,
  Description: '',
  Status: image.state,
  ImageOwnerAlias: alias,
  ...(image.owner === 'system' ? {} : { ImageOwnerId: bareNumber(image.owner) }),
  IsPublic: image.obstacle === 'community' || alias === 'system',
  IsSelfShared: alias === 'self' ? (isShared ? 'True' : 'False') : '',
  IsCopied: false,
  ProductCode: image.productCode ?? '',
  Size: image.sizeGb,
  OSName: image.os,
  OSNameEn: image.os,
  OSType: image.platform === 'Windows' ? 'windows' : 'linux',
  Platform: image.platform,
  Architecture: image.architecture,
  CreationTime: isoSeconds(image.createdAt),
  Progress: image.state === 'Creating' ? '40%' : '100%',
  ResourceGroupId: '',
  Usage: 'none',
  DiskDeviceMappings: {
    DiskDeviceMapping: [
      {
        Device: '/dev/xvda',
        Type: 'system',
        Size: String(image.sizeGb),
        SnapshotId: `s-${image.imageId.slice(2)}`,
        Format: '',
        Encrypted: encrypted.includes(image.obstacle),
      },
    ],
  },
  Tags: { Tag: [] },
});

/** An entry of DescribeSelfImages and, without a status, of DescribeImages of ENS. */
export const describeEnsImage = (image: PracticeImage, alias: ImageAlias) => ({
  ImageId: image.imageId,
  ImageName: image.name,
  ImageOwnerAlias: alias,
  Status: image.state,
  Platform: image.platform,
  OsVersion: image.os,
  Architecture: image.architecture,
  ComputeType: 'ens_vm',
  ImageSize: String(image.sizeGb),
  ImageStorageSize: String(image.sizeGb),
  CreationTime: isoSeconds(image.createdAt),
  InstanceId: '',
  SnapshotId: '',
  RegionId: '',
  DiskDeviceMappings: {
    DiskDeviceMapping: [
      { Format: 'qcow2', Size: String(image.sizeGb), Type: 'system', imageId: image.imageId },
    ],
  },
});

/** What makes sharing an image fail whatever the accounts are. */
export type ImageObstacle = 'encrypted' | 'whole-instance' | 'location' | 'q-image' | 'r-image';

export interface PracticeImage {
  imageId: string;
  region: string;
  /** Root account, or `tencent` for public images. */
  owner: string;
  name: string;
  description: string;
  state: string;
  os: string;
  platform: string;
  architecture: string;
  sizeGb: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  license: 'TencentCloud' | 'BYOL';
  obstacle?: ImageObstacle;
  tags: { key: string; value: string }[];
}

export type ImageType = 'PRIVATE_IMAGE' | 'PUBLIC_IMAGE' | 'SHARED_IMAGE';

/** Codes of the share API for images that cannot be shared. */
export const obstacleCodes: Record<ImageObstacle, string> = {
  encrypted: 'UnsupportedOperation.EncryptedImagesNotSupported',
  'whole-instance': 'InvalidParameter.InstanceImageNotSupport',
  location: 'UnsupportedOperation.LocationImageNotSupported',
  'q-image': 'FailedOperation.QImageShareFailed',
  'r-image': 'FailedOperation.RImageShareFailed',
};

/** @returns ISO 8601 in UTC without milliseconds, as the API writes times */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function snapshotsOf(image: PracticeImage) {
  const stem = image.imageId.slice('img-'.length);
  const system = { SnapshotId: `snap-${stem}`, DiskUsage: 'SYSTEM_DISK', DiskSize: image.sizeGb };
  const hasDataDisk = image.obstacle === 'whole-instance';
  return hasDataDisk
    ? [system, { SnapshotId: `snap-${[...stem].reverse().join('')}`, DiskUsage: 'DATA_DISK', DiskSize: 100 }]
    : [system];
}

/**
 * An entry of DescribeImages.
 * @param type what the image is to the caller
 */
export function describeImage(image: PracticeImage, type: ImageType) {
  const isPublic = type === 'PUBLIC_IMAGE';
  return {
    ImageId: image.imageId,
    OsName: image.os,
    ImageType: type,
    CreatedTime: isoSeconds(image.createdAt),
    ImageName: image.name,
    ImageDescription: image.description,
    ImageSize: image.sizeGb,
    Architecture: image.architecture,
    ImageState: image.state,
    Platform: image.platform,
    ImageCreator: image.owner,
    ImageSource: isPublic ? 'OFFICIAL' : 'CREATE_IMAGE',
    SyncPercent: image.state === 'SYNCING' ? 40 : null,
    IsSupportCloudinit: true,
    SnapshotSet: isPublic ? [] : snapshotsOf(image),
    Tags: image.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    LicenseType: image.license,
    ImageFamily: null,
    ImageDeprecated: false,
  };
}

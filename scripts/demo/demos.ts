import type { PracticeHost } from '../../practice/host.ts';
import { alibabaEcsDemo } from './alibaba-ecs.ts';
import { alibabaEnsDemo } from './alibaba-ens.ts';
import type { CloudLog } from './report.ts';
import { tencentCvmDemo } from './tencent-cvm.ts';
import type { Language } from './texts.ts';

/** What a newcomer may try by hand, one line each: what it is, and the ids. */
interface PracticeValue {
  what: string;
  values: readonly string[];
}

/** The main job of one product, on its practice cloud. */
export interface Demo {
  /** Starts a cloud of its own. */
  createWorld(): { hosts: PracticeHost[]; cloud: CloudLog };
  consoleUrl(language: Language): string;
  /** Selector of an image's checkbox on the console page. */
  imageBox(imageId: string): string;
  /** Catalog key of the vendor's site, as the form for keys offers it. */
  siteKey: string;
  /** Dummy keys, which open nothing but the practice cloud. */
  keys: { keyId: string; secret: string };
  imageIds: readonly string[];
  /** What the person pastes. */
  pasted: readonly string[];
  /** The accounts among them that can get the images. */
  wanted: readonly string[];
  /** The actions of the cloud that change who has an image. */
  shareActions: readonly string[];
  practiceValues: readonly PracticeValue[];
}

/** The products that can be tried. */
export const demos: Record<string, Demo> = {
  'tencent-cvm': tencentCvmDemo,
  'alibaba-ecs': alibabaEcsDemo,
  'alibaba-ens': alibabaEnsDemo,
};

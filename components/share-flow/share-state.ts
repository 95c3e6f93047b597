import type { Failure } from '../../lib/domain/failure';
import type { ImagePlace } from '../../lib/domain/image';
import type { Mode, Plan } from '../../lib/domain/job';
import { hasRegions, type ProductId, type SiteId } from '../../lib/domain/product';
import type { Proposal } from '../../lib/messaging/views';
import { products } from '../../lib/providers/catalog';
import { addImages, type ChosenImages, dropImage, seekIn, switchImage } from './chosen-images';

export type Step = 'compose' | 'plan' | 'run' | 'result';

/** The steps in order, for the step bar. */
export const steps: readonly Step[] = ['compose', 'plan', 'run', 'result'];

/** planning, starting: a call is under way. confirming: a window of our own asks. declined: it was told no. */
type Waiting = 'nothing' | 'planning' | 'starting' | 'confirming' | 'declined';

export interface ShareState extends ChosenImages {
  step: Step;
  product: ProductId;
  /** Where images are looked for; empty until known, always empty for a product without regions. */
  region: string;
  /** Account the console shows; empty when unknown. */
  consoleAccount: string;
  /** Site of the console; undefined where the panel has a tab of its own. */
  consoleSite: SiteId | undefined;
  /** Empty until chosen. */
  profileId: string;
  mode: Mode;
  /** Where the accounts come from: what is typed, or the roster of `source`. */
  from: 'box' | 'image';
  source?: ImagePlace | undefined;
  /** Whether `source` then loses its roster. */
  replacesSource: boolean;
  text: string;
  /** Accounts of another kind's shape that a person sends all the same. */
  sentAnyway: string[];
  plan?: Plan | undefined;
  /** As typed, to prove that a big removal is meant. */
  revokeCount: string;
  waiting: Waiting;
  failure?: Failure | undefined;
  jobId?: string | undefined;
}

/** Where images are, and with whose keys. */
export type Place = Pick<ShareState, 'product' | 'region' | 'profileId'>;

export type ShareAction =
  | { kind: 'profile-chosen'; profileId: string }
  /** `absent`: ids of listed images that their region was read without. */
  | { kind: 'region-chosen'; region: string; absent: readonly string[] }
  | { kind: 'image-switched'; place: ImagePlace; isChosen: boolean }
  | { kind: 'images-located'; places: readonly ImagePlace[] }
  | { kind: 'from-chosen'; from: ShareState['from'] }
  | { kind: 'source-chosen'; source: ImagePlace | undefined }
  | { kind: 'replace-switched'; replacesSource: boolean }
  | { kind: 'mode-chosen'; mode: Mode }
  | { kind: 'text-changed'; text: string }
  | { kind: 'sent-anyway'; accounts: readonly string[] }
  | { kind: 'planning' }
  | { kind: 'planned'; plan: Plan }
  | { kind: 'revoke-count-typed'; text: string }
  | { kind: 'starting' }
  | { kind: 'confirming' }
  | { kind: 'declined' }
  | { kind: 'started'; jobId: string }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'back' }
  | { kind: 'job-moved'; isEnded: boolean }
  | { kind: 'new-job'; place: Place };

/**
 * @param profileId keys to begin with; empty leaves the choice to the console's account
 * @returns the state a proposal opens with
 */
export const openState = (proposal: Proposal, profileId = ''): ShareState => ({
  step: 'compose',
  product: proposal.product,
  region: regionOf(proposal),
  consoleAccount: proposal.consoleAccount,
  consoleSite: proposal.site,
  profileId,
  listed: proposal.imageIds.map((imageId) => ({ region: regionOf(proposal), imageId })),
  chosen: proposal.imageIds,
  mode: 'share',
  from: 'box',
  replacesSource: false,
  text: '',
  sentAnyway: [],
  revokeCount: '',
  waiting: 'nothing',
});

const regionOf = ({ product, region }: Proposal): string => (hasRegions(products[product]) ? region : '');

const calm = { waiting: 'nothing', failure: undefined } as const;

/** A job opened by a link may be of another place than the flow began with: images of the one are not the other's. */
const moved = (state: ShareState, { product, region, profileId }: Place): Partial<ShareState> =>
  product === state.product && (region === state.region || region === '')
    ? {}
    : { product, region, profileId, listed: [], chosen: [], source: undefined };

/** @returns whether a region has to be chosen first */
export const needsRegion = ({ product, region }: Pick<ShareState, 'product' | 'region'>): boolean =>
  region === '' && hasRegions(products[product]);

/** Moves the share flow; pure. Late answers of a step already left change nothing. */
export const reduceShare = (state: ShareState, action: ShareAction): ShareState => {
  switch (action.kind) {
    case 'profile-chosen':
      return { ...state, ...calm, profileId: action.profileId };
    case 'region-chosen':
      return { ...state, ...calm, ...seekIn(state, action.region, action.absent), region: action.region };
    case 'image-switched':
      return {
        ...state,
        ...switchImage(state, action.place, action.isChosen),
        ...(action.place.imageId === state.source?.imageId ? { source: undefined } : {}),
      };
    case 'images-located':
      return { ...state, ...dropImage(addImages(state, action.places), state.source?.imageId) };
    case 'from-chosen':
      return { ...state, ...calm, from: action.from };
    case 'source-chosen':
      // An image cannot take its own roster.
      return { ...state, ...calm, ...dropImage(state, action.source?.imageId), source: action.source };
    case 'replace-switched':
      return { ...state, ...calm, replacesSource: action.replacesSource };
    case 'mode-chosen':
      return { ...state, ...calm, mode: action.mode };
    case 'text-changed':
      return { ...state, ...calm, text: action.text };
    case 'sent-anyway':
      return { ...state, sentAnyway: [...new Set([...state.sentAnyway, ...action.accounts])] };
    case 'planning':
      return { ...state, waiting: 'planning', failure: undefined };
    case 'planned':
      if (state.waiting !== 'planning') return state;
      return { ...state, ...calm, step: 'plan', plan: action.plan, revokeCount: '' };
    case 'revoke-count-typed':
      return { ...state, revokeCount: action.text };
    case 'starting':
      return { ...state, waiting: 'starting', failure: undefined };
    case 'confirming':
      return state.step === 'plan' ? { ...state, waiting: 'confirming' } : state;
    case 'declined':
      return state.waiting === 'confirming' ? { ...state, waiting: 'declined' } : state;
    case 'started':
      return { ...state, ...calm, step: 'run', jobId: action.jobId };
    case 'failed':
      return { ...state, waiting: 'nothing', failure: action.failure };
    case 'back':
      return { ...state, ...calm, step: 'compose', plan: undefined };
    case 'job-moved':
      if (state.step !== 'run' && state.step !== 'result') return state;
      return { ...state, step: action.isEnded ? 'result' : 'run' };
    case 'new-job':
      return {
        ...state,
        ...calm,
        step: 'compose',
        text: '',
        sentAnyway: [],
        plan: undefined,
        jobId: undefined,
        ...moved(state, action.place),
      };
  }
};

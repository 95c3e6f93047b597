import type { Failure } from '../../lib/domain/failure';
import type { Mode, Plan } from '../../lib/domain/job';
import type { Paste } from '../../lib/domain/paste';
import { hasRegions, type ProductId } from '../../lib/domain/product';
import type { Proposal } from '../../lib/messaging/views';
import { products } from '../../lib/providers/catalog';

export type Step = 'compose' | 'plan' | 'run' | 'result';

/** The steps in order, for the step bar. */
export const steps: readonly Step[] = ['compose', 'plan', 'run', 'result'];

/** planning, starting: a call is under way. confirming: a window of our own asks. declined: it was told no. */
type Waiting = 'nothing' | 'planning' | 'starting' | 'confirming' | 'declined';

export interface ShareState {
  step: Step;
  product: ProductId;
  /** Empty until known; always empty for a product without regions. */
  region: string;
  /** Account the console shows; empty when unknown. */
  consoleAccount: string;
  /** Empty until chosen. */
  profileId: string;
  /** Images offered in the list, in order. */
  listed: string[];
  chosen: string[];
  mode: Mode;
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
  | { kind: 'region-chosen'; region: string }
  | { kind: 'image-switched'; imageId: string; isChosen: boolean }
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
  region: hasRegions(products[proposal.product]) ? proposal.region : '',
  consoleAccount: proposal.consoleAccount,
  profileId,
  listed: proposal.imageIds,
  chosen: proposal.imageIds,
  mode: 'share',
  text: '',
  sentAnyway: [],
  revokeCount: '',
  waiting: 'nothing',
});

const calm = { waiting: 'nothing', failure: undefined } as const;

const switchImage = (state: ShareState, imageId: string, isChosen: boolean): ShareState => ({
  ...state,
  listed: state.listed.includes(imageId) ? state.listed : [...state.listed, imageId],
  chosen: isChosen
    ? [...new Set([...state.chosen, imageId])]
    : state.chosen.filter((chosen) => chosen !== imageId),
});

/** A job opened by a link may be of another place than the flow began with: images of the one are not the other's. */
const moved = (state: ShareState, { product, region, profileId }: Place): Partial<ShareState> =>
  product === state.product && region === state.region
    ? {}
    : { product, region, profileId, listed: [], chosen: [] };

/** @returns whether a region has to be chosen first */
export const needsRegion = ({ product, region }: Pick<ShareState, 'product' | 'region'>): boolean =>
  region === '' && hasRegions(products[product]);

/** Moves the share flow; pure. Late answers of a step already left change nothing. */
export const reduceShare = (state: ShareState, action: ShareAction): ShareState => {
  switch (action.kind) {
    case 'profile-chosen':
      return { ...state, ...calm, profileId: action.profileId };
    case 'region-chosen':
      // Images live in one region: those of another one cannot stay chosen.
      return { ...state, ...calm, region: action.region, listed: [], chosen: [] };
    case 'image-switched':
      return switchImage(state, action.imageId, action.isChosen);
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

/** @returns the accounts to ask for, in the order pasted */
export const accountsOf = (paste: Paste, sentAnyway: readonly string[]): string[] => {
  const forced = new Set(sentAnyway);
  return paste.tokens.flatMap(({ account, verdict }) =>
    account !== undefined && (verdict === 'account' || (verdict === 'suspicious' && forced.has(account)))
      ? [account]
      : [],
  );
};

/** Why a plan cannot be asked for yet; absent when it can. */
export type Missing = 'region' | 'images' | 'accounts';

/** @returns the first thing a person still has to give */
export const missingOf = (
  place: Pick<ShareState, 'product' | 'region'>,
  imageIds: readonly string[],
  accounts: readonly string[],
): Missing | undefined => {
  if (needsRegion(place)) return 'region';
  if (imageIds.length === 0) return 'images';
  return accounts.length === 0 ? 'accounts' : undefined;
};

import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { Plan, ShareRequest } from '../../lib/domain/job';
import type { Paste } from '../../lib/domain/paste/token';
import type { Profile } from '../../lib/domain/profile';
import type { Client } from '../../lib/messaging/client';
import { products } from '../../lib/providers/catalog';
import { accountsOf, sourceOf } from './asked';
import { placesOf } from './chosen-images';
import { largeRevoke, summarise } from './plan-summary';
import { needsRegion, reduceShare, type ShareAction, type ShareState } from './share-state';
import { type ImagesState, useImages } from './use-cloud';
import { type PasteReading, usePaste } from './use-paste';

const followEveryMs = 500;

export type Dispatch = (action: ShareAction) => void;

/** @returns the profile to begin with: the console's own account, one of the console's site, or the first */
const preferredProfile = (
  profiles: readonly Profile[],
  { consoleAccount, consoleSite }: Pick<ShareState, 'consoleAccount' | 'consoleSite'>,
): Profile | undefined => {
  // Two sites may write an account with the same digits.
  const ofSite = profiles.filter(({ site }) => consoleSite === undefined || site === consoleSite);
  return ofSite.find(({ caller }) => caller?.account === consoleAccount) ?? ofSite[0] ?? profiles[0];
};

/** Keeps a valid profile chosen while profiles come and go. */
const useProfile = (state: ShareState, profiles: readonly Profile[], dispatch: Dispatch) => {
  const { profileId, consoleAccount, consoleSite } = state;
  useEffect(() => {
    if (profiles.some(({ id }) => id === profileId)) return;
    const profile = preferredProfile(profiles, { consoleAccount, consoleSite });
    if (profile) dispatch({ kind: 'profile-chosen', profileId: profile.id });
  }, [profiles, profileId, consoleAccount, consoleSite, dispatch]);
};

/** Waits for the answer given in the confirmation window. */
const useConfirmation = (client: Client, planId: string | undefined, dispatch: Dispatch) => {
  useEffect(() => {
    if (planId === undefined) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = async () => {
      const answer = await client('plan.follow', { planId });
      if (!isCurrent) return;
      if (!answer.ok) dispatch({ kind: 'failed', failure: answer.failure });
      else if (answer.value.jobId !== undefined) dispatch({ kind: 'started', jobId: answer.value.jobId });
      else if (answer.value.isDeclined) dispatch({ kind: 'declined' });
      else timer = setTimeout(follow, followEveryMs);
    };
    void follow();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, planId, dispatch]);
};

const makePlan = async (client: Client, request: ShareRequest, dispatch: Dispatch) => {
  dispatch({ kind: 'planning' });
  const answer = await client('plan.make', request);
  dispatch(answer.ok ? { kind: 'planned', plan: answer.value } : { kind: 'failed', failure: answer.failure });
};

const startJob = async (
  client: Client,
  { plan, revokeCount, isProven }: { plan: Plan; revokeCount: string; isProven: boolean },
  dispatch: Dispatch,
) => {
  dispatch({ kind: 'starting' });
  const isLarge = summarise(plan).revokes >= largeRevoke;
  const typed = Number.parseInt(revokeCount, 10);
  const answer = await client('job.start', {
    planId: plan.id,
    isProven,
    ...(isLarge && Number.isSafeInteger(typed) ? { revokeCount: typed } : {}),
  });
  if (!answer.ok) dispatch({ kind: 'failed', failure: answer.failure });
  else if ('jobId' in answer.value) dispatch({ kind: 'started', jobId: answer.value.jobId });
  else dispatch({ kind: 'confirming' });
};

/** @returns the regions whose images are asked for: where images are looked for, and where some were found */
const regionsToRead = (state: ShareState): string[] => {
  const regions = new Set([state.region, ...state.listed.map(({ region }) => region)]);
  if (state.source) regions.add(state.source.region);
  return needsRegion(state) ? [...regions].filter((region) => region !== '') : [...regions];
};

/** @returns ids of listed images that are not where they were thought to be */
export const absentOf = ({ listed }: ShareState, { images, isLoading, failure }: ImagesState): string[] => {
  if (isLoading || failure) return [];
  const found = new Set(images.map(({ region, imageId }) => `${region}/${imageId}`));
  return listed.flatMap(({ region, imageId }) => (found.has(`${region}/${imageId}`) ? [] : [imageId]));
};

/** @returns the chosen images whose box is ticked; all chosen ones while the cloud has not told what there is */
const usableImages = (chosen: readonly string[], { images, isLoading, failure }: ImagesState): string[] => {
  if (isLoading || failure || images.length === 0) return [...chosen];
  const usable = new Set(images.flatMap((image) => (image.blockedBy === undefined ? [image.imageId] : [])));
  return chosen.filter((imageId) => usable.has(imageId));
};

export interface ShareFlow {
  state: ShareState;
  dispatch: Dispatch;
  /** The profiles of the product's sites. */
  fitting: readonly Profile[];
  images: ImagesState;
  /** The chosen images that can be shared, as far as is known. */
  imageIds: string[];
  paste: Paste;
  /** The same, with how far a long text is read. */
  reading: PasteReading;
  /** How many accounts are asked for; the list itself is made when a plan is. */
  accounts: number;
  /** Those of the doubtful ids that are sent all the same and stand in the text. */
  sentAnyway: string[];
  review: (sentAnyway?: readonly string[]) => void;
  apply: (isProven: boolean) => void;
}

/** Joins the flow's state with the calls it makes. */
export const useShareFlow = (client: Client, start: ShareState, profiles: readonly Profile[]): ShareFlow => {
  const [state, dispatch] = useReducer(reduceShare, start);
  const { product } = state;
  const fitting = useMemo(
    () => profiles.filter(({ site }) => products[product].sites.includes(site)),
    [profiles, product],
  );
  const reading = usePaste(state.text, product);
  const { paste } = reading;
  const sentAnyway = useMemo(() => {
    if (state.sentAnyway.length === 0) return state.sentAnyway;
    const doubtful = new Set(
      paste.tokens.flatMap(({ verdict, account }) => (verdict === 'suspicious' ? [account] : [])),
    );
    return state.sentAnyway.filter((account) => doubtful.has(account));
  }, [paste, state.sentAnyway]);
  const accounts = paste.counts.accounts + sentAnyway.length;
  const isComposing = state.step === 'compose' || state.step === 'plan';
  const isReadable = isComposing && fitting.some(({ id }) => id === state.profileId);
  const images = useImages(client, {
    profileId: isReadable ? state.profileId : '',
    product,
    regions: regionsToRead(state),
  });
  const imageIds = usableImages(state.chosen, images);
  useProfile(state, fitting, dispatch);
  useConfirmation(client, state.waiting === 'confirming' ? state.plan?.id : undefined, dispatch);
  const review = (added: readonly string[] = []) => {
    if (added.length > 0) dispatch({ kind: 'sent-anyway', accounts: added });
    const { profileId, mode } = state;
    const request = { profileId, product, mode, images: placesOf(state, imageIds) };
    const source = sourceOf(state);
    void makePlan(
      client,
      source
        ? { ...request, accounts: [], source, ...(state.replacesSource ? { replacesSource: true } : {}) }
        : { ...request, accounts: accountsOf(paste, [...state.sentAnyway, ...added]) },
      dispatch,
    );
  };
  const apply = (isProven: boolean) => {
    const { plan, revokeCount } = state;
    if (plan) void startJob(client, { plan, revokeCount, isProven }, dispatch);
  };
  return { state, dispatch, fitting, images, imageIds, paste, reading, accounts, sentAnyway, review, apply };
};

import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { Plan, ShareRequest } from '../../lib/domain/job';
import { type Paste, parsePaste } from '../../lib/domain/paste';
import type { Profile } from '../../lib/domain/profile';
import type { Client } from '../../lib/messaging/client';
import { products } from '../../lib/providers/catalog';
import { largeRevoke, summarise } from './plan-summary';
import { accountsOf, reduceShare, type ShareAction, type ShareState } from './share-state';
import { type ImagesState, useImages } from './use-cloud';

const followEveryMs = 500;

export type Dispatch = (action: ShareAction) => void;

/** @returns the profile to begin with: the console's own account, or the first */
const preferredProfile = (profiles: readonly Profile[], consoleAccount: string): Profile | undefined =>
  profiles.find(({ caller }) => caller?.account === consoleAccount) ?? profiles[0];

/** Keeps a valid profile chosen while profiles come and go. */
const useProfile = (state: ShareState, profiles: readonly Profile[], dispatch: Dispatch) => {
  const { profileId, consoleAccount } = state;
  useEffect(() => {
    if (profiles.some(({ id }) => id === profileId)) return;
    const profile = preferredProfile(profiles, consoleAccount);
    if (profile) dispatch({ kind: 'profile-chosen', profileId: profile.id });
  }, [profiles, profileId, consoleAccount, dispatch]);
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
  accounts: string[];
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
  const paste = useMemo(() => parsePaste(state.text, products[state.product]), [state.text, state.product]);
  const accounts = useMemo(() => accountsOf(paste, state.sentAnyway), [paste, state.sentAnyway]);
  const sentAnyway = useMemo(() => {
    const doubtful = new Set(
      paste.tokens.flatMap(({ verdict, account }) => (verdict === 'suspicious' ? [account] : [])),
    );
    return state.sentAnyway.filter((account) => doubtful.has(account));
  }, [paste, state.sentAnyway]);
  const isComposing = state.step === 'compose' || state.step === 'plan';
  const isReadable = isComposing && fitting.some(({ id }) => id === state.profileId);
  const images = useImages(client, isReadable ? state : { ...state, profileId: '' });
  const imageIds = usableImages(state.chosen, images);
  useProfile(state, fitting, dispatch);
  useConfirmation(client, state.waiting === 'confirming' ? state.plan?.id : undefined, dispatch);
  const review = (added: readonly string[] = []) => {
    if (added.length > 0) dispatch({ kind: 'sent-anyway', accounts: added });
    const { profileId, product, region, mode } = state;
    const places = imageIds.map((imageId) => ({ region, imageId }));
    const request = { profileId, product, mode, images: places };
    void makePlan(
      client,
      { ...request, accounts: accountsOf(paste, [...state.sentAnyway, ...added]) },
      dispatch,
    );
  };
  const apply = (isProven: boolean) => {
    const { plan, revokeCount } = state;
    if (plan) void startJob(client, { plan, revokeCount, isProven }, dispatch);
  };
  return { state, dispatch, fitting, images, imageIds, paste, accounts, sentAnyway, review, apply };
};

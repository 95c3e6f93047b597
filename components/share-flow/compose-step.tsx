import type { Mode } from '../../lib/domain/job';
import { t } from '../text';
import { RadioGroup } from '../ui/choices';
import { AccountBox } from './account-box';
import { ImageList } from './image-list';
import { missingOf } from './share-state';
import type { ImagesState } from './use-cloud';
import type { ShareFlow } from './use-share-flow';

const modeKeys: Record<Mode, { name: string; means: string }> = {
  share: { name: 'share_modeShare', means: 'share_modeShareMeans' },
  revoke: { name: 'share_modeRevoke', means: 'share_modeRevokeMeans' },
  match: { name: 'share_modeMatch', means: 'share_modeMatchMeans' },
};

/** Images, mode and accounts: what a person asks for. */
export const ComposeStep = ({
  flow,
  images,
  placeText,
}: {
  flow: ShareFlow;
  images: ImagesState;
  /** Where the images are, by name; empty until known. */
  placeText: string;
}) => {
  const { state, dispatch } = flow;
  return (
    <>
      <ImageList
        state={images}
        listed={state.listed}
        chosen={state.chosen}
        product={state.product}
        placeText={placeText}
        onSwitch={(imageId, isChosen) => dispatch({ kind: 'image-switched', imageId, isChosen })}
      />
      <div class="stack tight">
        <RadioGroup
          label={t('share_mode')}
          value={state.mode}
          options={(['share', 'revoke', 'match'] as const).map((mode) => ({
            value: mode,
            text: t(modeKeys[mode].name),
          }))}
          // The options' values are the modes above.
          onChange={(mode) => dispatch({ kind: 'mode-chosen', mode: mode as Mode })}
        />
        <span class="muted small">{t(modeKeys[state.mode].means)}</span>
      </div>
      <AccountBox
        text={state.text}
        paste={flow.paste}
        product={state.product}
        sentAnyway={flow.sentAnyway}
        onText={(text) => dispatch({ kind: 'text-changed', text })}
        onSendAnyway={(accounts) => dispatch({ kind: 'sent-anyway', accounts })}
        onSubmit={() => {
          if (missingOf(state, flow.imageIds, flow.accounts) === undefined && state.waiting !== 'planning')
            flow.review();
        }}
      />
    </>
  );
};

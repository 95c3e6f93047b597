import type { Mode } from '../../lib/domain/job';
import { t } from '../text';
import { RadioGroup } from '../ui/choices';
import { AccountBox } from './account-box';
import { isFromImage, missingOf } from './asked';
import { GroupPicker } from './group-picker';
import { ImageList } from './image-list';
import { SaveNames } from './save-names';
import { SourceImage } from './source-image';
import type { ShareFlow } from './use-share-flow';

const modeKeys: Record<Mode, { name: string; means: string }> = {
  share: { name: 'share_modeShare', means: 'share_modeShareMeans' },
  revoke: { name: 'share_modeRevoke', means: 'share_modeRevokeMeans' },
  match: { name: 'share_modeMatch', means: 'share_modeMatchMeans' },
};

/** Images, mode and accounts: what a person asks for. */
export const ComposeStep = ({
  flow,
  named,
}: {
  flow: ShareFlow;
  /** Names a region; empty while none is known. */
  named: (region: string) => string;
}) => {
  const { state, dispatch } = flow;
  return (
    <>
      <ImageList flow={flow} named={named} />
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
      {state.mode !== 'revoke' && (
        <RadioGroup
          label={t('share_from')}
          value={state.from}
          options={[
            { value: 'box', text: t('share_fromBox') },
            { value: 'image', text: t('share_fromImage') },
          ]}
          onChange={(from) => dispatch({ kind: 'from-chosen', from: from === 'image' ? 'image' : 'box' })}
        />
      )}
      {isFromImage(state) ? (
        <SourceImage flow={flow} named={named} />
      ) : (
        <>
          <AccountBox
            text={state.text}
            reading={flow.reading}
            product={state.product}
            sentAnyway={flow.sentAnyway}
            onText={(text) => dispatch({ kind: 'text-changed', text })}
            onSendAnyway={(accounts) => dispatch({ kind: 'sent-anyway', accounts })}
            onSubmit={() => {
              if (
                missingOf(state, flow.imageIds, flow.accounts) === undefined &&
                state.waiting !== 'planning'
              )
                flow.review();
            }}
          />
          <SaveNames paste={flow.paste} product={state.product} />
          <GroupPicker
            text={state.text}
            product={state.product}
            onText={(text) => dispatch({ kind: 'text-changed', text })}
          />
        </>
      )}
    </>
  );
};

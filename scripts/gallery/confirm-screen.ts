import { knownImages, recipients } from '../../practice/tencent/world.ts';
import { ask, find, openPage, type Screen, type Stage } from './stage.ts';

/** Makes a plan, as a panel in a console page does before the window opens. */
const planAddress = async (stage: Stage): Promise<string> => {
  const at = await openPage(stage, 'workspace.html#keys');
  const [profile] = await ask<{ id: string }[]>(at, 'profiles.list', {});
  const places = [knownImages.plain, knownImages.shared].map((imageId) => ({
    region: 'ap-guangzhou',
    imageId,
  }));
  const { id } = await ask<{ id: string }>(at, 'plan.make', {
    profileId: profile?.id,
    product: 'tencent-cvm',
    images: places,
    mode: 'match',
    accounts: recipients(9),
  });
  await at.close();
  return `workspace.html#confirm/${id}`;
};

/** The window that asks once more. */
export const confirmation: Screen = {
  name: 'confirmation',
  widths: [360, 420],
  height: 720,
  open: planAddress,
  states: [
    {
      name: 'asking',
      show: async (at, { texts }) => {
        await find(at, 'button', texts('confirm_confirm')).waitFor();
      },
    },
    {
      name: 'error',
      show: async (at) => {
        await at.goto(at.url().replace(/#confirm.*/, '?gone#confirm/gone'));
        await at.getByRole('alert').waitFor();
      },
    },
  ],
};

import type { Actors } from './acts';
import { createActors } from './acts';
import { pairOf } from './history';
import { createLives, type Lives } from './lives';
import type { Violation } from './oracle';
import type { Beat, Schedule } from './schedule';
import { type Counts, createStage, type Stage } from './stage';

/** What came of a schedule. */
export interface Verdict {
  violations: Violation[];
  counts: Counts;
}

/** A beat that counts awaits comes after this time at the latest: a background at rest has none. */
const longestRestMs = 90_000;
/** Far more than the longest run of a schedule takes. */
const mostSteps = 60_000;
/** How often a person presses "go on" while jobs are not over. */
const patienceMs = 60_000;

/** Lets every beat come in its turn. */
const playBeats = async (stage: Stage, actors: Actors, beats: readonly Beat[]): Promise<void> => {
  const queue = [...beats];
  const { clock, onPass } = stage;
  let played = 0;

  const arm = (): void => {
    const beat = queue[0];
    onPass.listener = () => {};
    if (!beat) return;
    const number = played;
    const fire = (): void => {
      if (number !== played) return;
      played += 1;
      queue.shift();
      arm();
      actors.do(beat.act);
    };
    let left = 'steps' in beat.after ? beat.after.steps : -1;
    if (left >= 0)
      onPass.listener = () => {
        left -= 1;
        if (left < 0) fire();
      };
    void clock.sleep('ms' in beat.after ? beat.after.ms : longestRestMs).then(fire);
  };

  arm();
  while (queue.length > 0) await clock.step();
};

const isOver = ({ oracle, copies, flights }: Stage): boolean =>
  copies.left === 0 && flights.size === 0 && oracle.files().every(({ job }) => job.endedAt !== undefined);

/** Lets time pass until every job has ended and no copy is left, with a person who presses "go on". */
const settle = async (stage: Stage, actors: Actors): Promise<boolean> => {
  const { clock } = stage;
  let pressedAt = clock.now();
  // What people did last may still be on its way to becoming a job.
  for (const until = clock.now() + 5_000; clock.now() < until && (await clock.step()); );
  for (let steps = 0; steps < mostSteps; steps += 1) {
    if (isOver(stage)) return true;
    const isMoving = await clock.step();
    if (!isMoving || clock.now() - pressedAt > patienceMs) {
      pressedAt = clock.now();
      actors.goOn();
      if (!isMoving && !(await clock.step()) && !isOver(stage)) return false;
    }
  }
  return false;
};

/** Holds every row of the reports, as a person sees them, against what was asked and what was reported on the way. */
const judgeViews = async (stage: Stage, lives: Lives): Promise<void> => {
  for (const { job, asked, reported } of stage.oracle.files()) {
    const view = await stage.clock.run(lives.services().jobCalls.read(job.id, -1));
    const rows = view.ok ? view.value.rows : [];
    const outcomes = new Map(rows.map((row) => [pairOf(row.imageId, row.account), row.outcome]));
    for (const pair of asked.keys()) {
      const outcome = outcomes.get(pair);
      const said = reported.get(pair)?.outcome;
      if (outcome === undefined || outcome === 'waiting')
        stage.oracle.breach('silent', `${job.id} ${job.state} says ${outcome} of ${pair}`);
      if (said !== undefined && said !== outcome)
        stage.oracle.breach('silent', `${job.id} shows ${outcome} of ${pair}, reported ${said}`);
    }
  }
};

/**
 * Plays a schedule to its end. The same schedule gives the same verdict.
 * @param listen is told every event in a line, to read a failing schedule by
 */
export const playSchedule = async (schedule: Schedule, listen?: (line: string) => void): Promise<Verdict> => {
  const stage = createStage(schedule, listen);
  const lives = await createLives(stage);
  const actors = createActors(stage, lives);
  const { oracle, counts } = stage;
  await playBeats(stage, actors, schedule.beats);
  actors.heal();
  for (const isLast of [false, true]) {
    if (!(await settle(stage, actors))) {
      const open = oracle.files().filter(({ job }) => job.endedAt === undefined);
      oracle.breach(
        'hang',
        open.map(({ job }) => `${job.id} ${job.state} ${job.cause?.kind ?? ''}`).join(', '),
      );
      break;
    }
    oracle.judge(isLast);
    if (!isLast) actors.lookAgain();
  }
  await judgeViews(stage, lives);
  return { violations: oracle.violations, counts };
};

/** A change of one source file: the text stands in it exactly once, or the mutant is no proof. */
interface Change {
  /** Path from the root. */
  file: string;
  from: string;
  to: string;
}

/** An engine with one promise taken out, and the law that must be seen broken. */
export interface Mutant {
  name: string;
  law: string;
  changes: Change[];
}

/** The detector is proven by these: a soak that misses one of them proves nothing. */
export const mutants: Mutant[] = [
  {
    name: 'record after send',
    law: 'unrecorded',
    changes: [
      {
        file: 'lib/engine/run-image.ts',
        from: "  await append({ kind: 'sending', ...about, at: clock.now() });\n",
        to: '',
      },
      {
        file: 'lib/engine/run-image.ts',
        from: '  const answer = await provider.change(run.image, action, accounts);\n',
        to:
          '  const answer = await provider.change(run.image, action, accounts);\n' +
          "  await append({ kind: 'sending', ...about, at: clock.now() });\n",
      },
    ],
  },
  {
    name: 'trust a 200',
    law: 'unseen',
    changes: [
      {
        file: 'lib/engine/run-image.ts',
        from: '  for (const key of keys) run.claimed.add(key);\n',
        to: "  await settle(run, keys.flatMap((key) => { const row = run.open.get(key); return row ? [settled(row, 'confirmed')] : []; }));\n",
      },
    ],
  },
  {
    name: 'resend without reading',
    law: 'blind',
    changes: [
      {
        file: 'lib/engine/answer.ts',
        from: '  await rest(run, pauseMs(failure, tries, run.deps.random));\n  return look(run);\n',
        to: '  await rest(run, pauseMs(failure, tries, run.deps.random));\n  return undefined;\n',
      },
    ],
  },
  {
    name: 'undo from the wish instead of the record',
    law: 'undo',
    changes: [
      {
        file: 'lib/engine/plan.ts',
        from: "rows.filter((row) => row.outcome === 'confirmed' || isInDoubt(row))",
        to: 'rows.filter(() => true)',
      },
    ],
  },
  {
    name: 'share before revoke',
    law: 'order',
    changes: [
      {
        file: 'lib/engine/group-queue.ts',
        from: "(['revoke', 'share'] as const)",
        to: "(['share', 'revoke'] as const)",
      },
    ],
  },
  {
    name: 'no watch for late copies',
    law: 'lost',
    changes: [
      {
        file: 'lib/background/late-copies.ts',
        from: "  if (late.rows.length === 0) return { state: 'finished' };\n",
        to: "  if (late.rows.length >= 0) return { state: 'finished' };\n",
      },
    ],
  },
  {
    name: 'an earlier wish taken up again',
    law: 'overruled',
    changes: [
      {
        file: 'lib/background/job-runner.ts',
        from: 'later.some((other) => isOpposed(live, row, other))',
        to: 'later.some(() => false)',
      },
    ],
  },
  {
    name: 'a retry that is no later word',
    law: 'dropped',
    changes: [
      {
        file: 'lib/background/job-order.ts',
        from: 'Math.max(job.startedAt, retriedAt.get(key) ?? 0)',
        to: '(retriedAt.get(key), job.startedAt)',
      },
    ],
  },
  {
    name: 'a cancel that nobody hears',
    law: 'stopped',
    changes: [
      {
        file: 'lib/background/job-runner.ts',
        from: 'control: () => live.control,',
        to: "control: () => 'run',",
      },
      {
        file: 'lib/background/job-runner.ts',
        from: "const mayWrite = () => live.control === 'run';",
        to: 'const mayWrite = () => true;',
      },
    ],
  },
  {
    name: 'a lost call reported as cancelled',
    law: 'misreported',
    changes: [
      {
        file: 'lib/engine/run-image.ts',
        from: 'const isDoubtful = run.doubtful.has(key) || (!isRead && run.sent.has(key));',
        to: 'const isDoubtful = false;',
      },
    ],
  },
];

/** Counts the awaits of a work into its outside, and lets it die at one of them: what it awaits then never comes. */
export const createMortal = (dieAt: number) => {
  let steps = 0;
  let die: () => void = () => {};
  const died = new Promise<'died'>((resolve) => {
    die = () => resolve('died');
  });
  const step = async (): Promise<void> => {
    steps += 1;
    if (steps < dieAt) return;
    die();
    await new Promise(() => {});
  };

  /** One of the outside's functions, with a place to die before and one after its effect. */
  const mortal =
    <Given extends unknown[], Value>(work: (...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      await step();
      const value = await work(...given);
      await step();
      return value;
    };

  return {
    mortal,
    /** The same object, whose methods are places to die. */
    wrap: <Outside extends object>(outside: Outside): Outside =>
      new Proxy(outside, {
        get: (target, name, receiver) => {
          const member: unknown = Reflect.get(target, name, receiver);
          return typeof member === 'function'
            ? mortal(member.bind(target) as (...given: unknown[]) => Promise<unknown>)
            : member;
        },
      }),
    /** @returns what the work came to, or died */
    live: <Value>(work: Promise<Value>): Promise<Value | 'died'> => Promise.race([work, died]),
  };
};

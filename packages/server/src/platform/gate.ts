interface Patience {
  ms: number;
  refuse: () => Error;
}

/** Lets so many pieces of work run at once; the others wait for their turn, first come, first served, and with a patience no longer than that. */
export function gate(most: number, patience?: Patience): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting = new Set<() => void>();
  return async (work) => {
    if (running >= most) await turn(waiting, patience);
    else running++;
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) next();
      else running--;
    }
  };
}

function turn(waiting: Set<() => void>, patience: Patience | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (then: () => void) => (): void => {
      clearTimeout(late);
      waiting.delete(go);
      then();
    };
    const go = leave(resolve);
    const late = patience && setTimeout(leave(() => reject(patience.refuse())), patience.ms);
    waiting.add(go);
  });
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: unknown;
  sessionId?: string;
}

/** The debugging protocol of Chromium over a plain socket: nothing is attached to that nobody asked for. */
export interface Protocol {
  /** Sends a command, to the browser or to what a session is attached to. Rejects with the browser's words. */
  send<Value>(method: string, params: object, sessionId?: string): Promise<Value>;
  /** Hears of an event, until the socket closes. */
  on<Params>(method: string, hear: (params: Params, sessionId: string | undefined) => void): void;
  close(): void;
}

/** @param address of the browser's socket */
export const openProtocol = async (address: string): Promise<Protocol> => {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners: ((answer: Answer) => void)[] = [];
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer; // by the protocol
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else for (const listener of listeners) listener(answer);
  });
  let last = 0;
  return {
    send: async <Value>(method: string, params: object, sessionId?: string): Promise<Value> => {
      last += 1;
      const id = last;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      const { result, error } = await answered;
      waiting.delete(id);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result as Value; // its shape is the protocol's, per method
    },
    on: <Params>(method: string, hear: (params: Params, sessionId: string | undefined) => void) => {
      listeners.push((event) => {
        if (event.method === method) hear(event.params as Params, event.sessionId); // by the protocol, per event
      });
    },
    close: () => socket.close(),
  };
};

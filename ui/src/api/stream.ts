import { language } from '#base/language.svelte';
import { between, thisMoment } from '#base/moments';
import { token } from './credentials';
import { type StreamEvent, takeEvents } from './frames';
import { noteVersion } from './version';

/** A heartbeat comes every 15 s; after two that did not come the link counts as lost. */
const silence = 32_000;
const looking = 1_000; // A page that has slept notices when it wakes, not when its timers have caught up.
const retryLeast = 1_000;
const retryMost = 20_000;

export interface Listener {
  /** Each event, heartbeats included. */
  onEvent(event: StreamEvent): void;
  /** The link came, or went. */
  onLink(isLive: boolean): void;
}

/**
 * Reads a stream for as long as nobody calls what is given back. A link that broke or fell silent is
 * taken up again after the last event seen, later each time and never by all screens at once.
 */
export const listen = (path: string, listener: Listener): (() => void) => {
  let stopped = false;
  let last: string | null = null;
  let failures = 0;
  let abort = new AbortController();

  const read = async (): Promise<void> => {
    abort = new AbortController();
    const watch = watchdog(() => abort.abort());
    try {
      const body = await connect(path, last, abort.signal);
      for await (const event of eventsOf(body, watch.feed)) {
        failures = 0;
        listener.onLink(true);
        last = event.id ?? last;
        listener.onEvent(event);
      }
    } finally {
      watch.stop();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      await read().catch(() => undefined); // However it broke, it is taken up again.
      if (stopped) return;
      listener.onLink(false);
      failures += 1;
      await wait(retryAfter(failures, Math.random()));
    }
  };

  void run();
  return () => {
    stopped = true;
    abort.abort();
  };
};

/** Milliseconds before the next try: doubling, and spread so that screens do not come together. */
export const retryAfter = (failures: number, chance: number): number =>
  Math.min(retryMost, retryLeast * 2 ** (failures - 1)) * (0.5 + chance / 2);

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const watchdog = (bite: () => void): { feed: () => void; stop: () => void } => {
  let fed = thisMoment();
  const timer = setInterval(() => {
    if (between(fed, thisMoment()) > silence) bite();
  }, looking);
  return { feed: () => (fed = thisMoment()), stop: () => clearInterval(timer) };
};

const connect = async (
  path: string,
  last: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> => {
  const headers = new Headers({ Accept: 'text/event-stream', 'Accept-Language': language() });
  const mine = token();
  if (mine !== null) headers.set('Authorization', `Bearer ${mine}`);
  if (last !== null) headers.set('Last-Event-ID', last);
  const response = await fetch(path, { headers, signal, cache: 'no-store' });
  noteVersion(response);
  if (!response.ok || response.body === null) throw new Error(`stream: ${response.status}`);
  return response.body;
};

async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const { events, rest } = takeEvents(text + value);
    text = rest;
    yield* events;
  }
}

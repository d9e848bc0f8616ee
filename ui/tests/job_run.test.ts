import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '#api/acts';
import type { Job } from '#api/planning';

type Fate = 'running' | 'done' | 'unreached' | 401 | 404;

/** A server with one job, which is asked how far it is, and told to end it. */
class Working {
  fate: Fate = 'running';
  cancels = 0;

  readonly fetch = async (request: Request): Promise<Response> => {
    const { fate } = this;
    if (fate === 'unreached') throw new TypeError('no connection');
    if (request.url.endsWith('/cancel')) this.cancels += 1;
    if (fate === 401 || fate === 404) return this.answer(fate, { type: '/problems/x', status: fate, detail: `no ${fate}` });
    return this.answer(200, jobIn(request.url.endsWith('/cancel') ? 'cancelled' : fate));
  };

  private answer(status: number, body: object): Response {
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  }
}

const jobIn = (state: Job<string>['state']): Job<string> => ({
  id: '7',
  mall_version: 1,
  started_at: null,
  kind: 'plan',
  state,
  progress: { stage: 'play', done: 0, of: null, counter_half_hours: null },
  created_at: '2026-11-25T09:00:00Z',
  ended_at: null,
  asked: { from: null, to: null, is_automatic: false },
  problem: null,
  result: state === 'done' ? 'a plan' : null,
});

let server: Working;

beforeEach(() => {
  server = new Working();
  vi.useFakeTimers();
  vi.stubGlobal('fetch', server.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Run = import('../src/pages/console/job_run.svelte').JobRun<string>;

let idle: () => Run;

// The client of the API wants to know where it is as soon as it is there.
beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://hall/m/paser/planning/plan'));
  vi.stubGlobal('localStorage', { getItem: () => null });
  const module = await import('../src/pages/console/job_run.svelte');
  idle = () => new module.JobRun<string>('paser', () => undefined);
}, 60_000);

const begun = async (): Promise<Run> => {
  const run = idle();
  const sent: Answer<Job<string>> = { is: 'done', data: jobIn('queued') };
  void run.begin({}, () => Promise.resolve(sent));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(run.isActive).toBe(true);
  return run;
};

const aWhile = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10_000);

describe('a computation that is followed', () => {
  test('ends with its result', async () => {
    const run = await begun();
    server.fate = 'done';
    await aWhile();

    expect(run.isActive).toBe(false);
    expect(run.result?.value).toBe('a plan');
  });

  test.each([401, 404] as const)('and is refused to us (%i) locks nothing, and says why', async (status) => {
    const run = await begun();
    server.fate = status;
    await aWhile();

    expect(run.isActive).toBe(false);
    expect(run.job).toBeNull();
    expect(run.refused?.detail).toBe(`no ${status}`);
  });

  test('is followed on when the server is there again', async () => {
    const run = await begun();
    server.fate = 'unreached';
    await aWhile();
    expect([run.isActive, run.isUnanswered]).toEqual([true, true]);

    server.fate = 'done';
    await aWhile();
    expect([run.isActive, run.isUnanswered]).toEqual([false, false]);
  });
});

describe('a computation that is to be cancelled', () => {
  test('and is refused to us locks nothing', async () => {
    const run = await begun();
    server.fate = 404;
    await run.cancel();

    expect(server.cancels).toBe(1);
    expect(run.isActive).toBe(false);
    expect(run.refused?.status).toBe(404);
  });

  test('while nobody answers is followed on', async () => {
    const run = await begun();
    server.fate = 'unreached';
    await run.cancel();
    expect(run.isUnanswered).toBe(true);

    server.fate = 'done';
    await aWhile();
    expect(run.isActive).toBe(false);
    expect(run.result?.value).toBe('a plan');
  });
});

describe('an earlier computation that is to be shown', () => {
  test('and is refused to us takes the place of what ran, and says why', async () => {
    const run = await begun();
    server.fate = 404;
    await run.show('3');

    expect(run.isActive).toBe(false);
    expect(run.refused?.status).toBe(404);
  });

  test('while nobody answers leaves what runs as it is', async () => {
    const run = await begun();
    server.fate = 'unreached';
    void run.show('3');
    await aWhile();
    expect(run.isActive).toBe(true);

    server.fate = 'done';
    await aWhile();
    expect(run.job?.id).toBe('7');
    expect(run.isActive).toBe(false);
  });
});

import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

/** A server that answers presses by their keys, or is not reached. */
class Counted {
  isReached = true;
  isHeard = true; // Whether its answers come back.
  readonly numbers = new Map<string, string>();
  readonly cancelled: string[] = [];

  readonly fetch = async (request: Request): Promise<Response> => {
    if (!this.isReached) throw new TypeError('no connection');
    const answer = request.url.endsWith('/cancel') ? this.cancel(request) : this.issue(request);
    if (!this.isHeard) throw new TypeError('no connection');
    return new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } });
  };

  get live(): string[] {
    return [...this.numbers.values()].filter((code) => !this.cancelled.includes(code));
  }

  private issue(request: Request): object {
    const key = request.headers.get('Idempotency-Key') ?? '';
    const code = this.numbers.get(key) ?? `visit-${this.numbers.size + 1}`;
    this.numbers.set(key, code);
    return { code };
  }

  private cancel(request: Request): object {
    const code = request.url.split('/').at(-2) ?? '';
    this.cancelled.push(code);
    return { code };
  }
}

let server: Counted;

beforeEach(() => {
  server = new Counted();
  vi.useFakeTimers();
  vi.stubGlobal('location', new URL('http://hall/m/paser/kiosk'));
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('fetch', server.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Taking = import('../src/pages/kiosk/taking.svelte').Taking;

let taking: () => Taking;

// The client of the API wants to know where it is as soon as it is there.
beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://hall/m/paser/kiosk'));
  const module = await import('../src/pages/kiosk/taking.svelte');
  taking = () => new module.Taking('paser');
}, 60_000);

const wish = (...services: string[]) => ({ services, priority: 'none', channel: 'kiosk' as const, language: 'id' as const });

/** Presses and waits as long as a person would be made to. */
const press = async (kiosk: Taking, ...services: string[]): Promise<void> => {
  const done = kiosk.take(wish(...services));
  await vi.advanceTimersByTimeAsync(40_000);
  await done;
};

describe('a press for a number', () => {
  test('gives one, however often it is asked', async () => {
    const kiosk = taking();
    server.isHeard = false;
    await press(kiosk, 'ktp');
    expect(kiosk.isUnanswered).toBe(true);

    server.isHeard = true;
    await press(kiosk, 'ktp');

    expect(kiosk.visit?.code).toBe('visit-1');
    expect(server.live).toEqual(['visit-1']);
  });

  test('whose choice was changed before its answer came gives that of the last choice alone', async () => {
    const kiosk = taking();
    server.isHeard = false;
    await press(kiosk, 'ktp');

    server.isHeard = true;
    kiosk.calm();
    await press(kiosk, 'ktp', 'kk');

    expect(server.live).toHaveLength(1);
    expect(kiosk.visit?.code).toBe(server.live[0]);
    expect(server.cancelled).toEqual(['visit-1']);
  });

  test('takes no other number while nobody knows what became of the first', async () => {
    const kiosk = taking();
    server.isHeard = false;
    await press(kiosk, 'ktp');

    server.isReached = false;
    await press(kiosk, 'kk');

    expect(kiosk.isUnanswered).toBe(true);
    expect(server.numbers.size).toBe(1);
  });

  test('is nothing to the next person', async () => {
    const kiosk = taking();
    server.isHeard = false;
    await press(kiosk, 'ktp');
    kiosk.forget();

    server.isHeard = true;
    await press(kiosk, 'kk');

    expect(kiosk.visit?.code).toBe('visit-2');
    expect(kiosk.isUnanswered).toBe(false);
  });
});

import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { FormingStage, FormingWish, StageEntry } from '#api/forming';

const stages: readonly FormingStage[] = ['study', 'proposal', 'pilot'];
const notBegun = (stage: FormingStage): StageEntry => ({ stage, state: 'not_begun', evidence: [] });

/** A server with one document. Somebody else says of a stage that it is under way each time before what we send comes in. */
class Shared {
  version = 1;
  stages = stages.map(notBegun);
  readonly others: FormingStage[] = [];
  isReached = true;

  readonly fetch = async (request: Request): Promise<Response> => {
    if (!this.isReached) throw new TypeError('no connection');
    return request.method === 'PUT' ? this.replace((await request.json()) as FormingWish) : this.answer(200, this.document());
  };

  stateOf(wanted: FormingStage): string | undefined {
    return this.stages.find(({ stage }) => stage === wanted)?.state;
  }

  private replace(wish: FormingWish): Response {
    const other = this.others.shift();
    if (other !== undefined) this.take(this.stages.map((entry) => (entry.stage === other ? { ...entry, state: 'under_way' } : entry)));
    if (wish.version !== this.version) return this.answer(409, { type: '/problems/forming-changed', status: 409, detail: 'changed' });
    this.take(wish.stages);
    return this.answer(200, this.document());
  }

  private take(next: StageEntry[]): void {
    this.stages = next;
    this.version += 1;
  }

  private document(): object {
    return { version: this.version, stages: this.stages, agreements: [] };
  }

  private answer(status: number, body: object): Response {
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  }
}

let server: Shared;

beforeEach(() => {
  server = new Shared();
  vi.stubGlobal('fetch', server.fetch);
});

afterEach(() => vi.unstubAllGlobals());

type Document = import('../src/pages/console/forming/document.svelte').FormingDocument;

let opened: () => Promise<Document>;

// The client of the API wants to know where it is as soon as it is there.
beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://hall/m/paser/planning/forming'));
  vi.stubGlobal('localStorage', { getItem: () => null });
  const module = await import('../src/pages/console/forming/document.svelte');
  opened = async () => {
    const document = new module.FormingDocument('paser');
    await vi.waitFor(() => expect(document.now).not.toBeNull());
    return document;
  };
}, 60_000);

const pilotDone = { stage: { ...notBegun('pilot'), state: 'done' as const } };

test('all that others changed meanwhile is told, however often they came first', async () => {
  const document = await opened();
  server.others.push('study', 'proposal');

  const saved = await document.save(pilotDone);

  expect(saved).toEqual({ is: 'saved', others: { stages: ['study', 'proposal'], agreements: [] } });
  expect(stages.map((stage) => server.stateOf(stage))).toEqual(['under_way', 'under_way', 'done']);
});

test('where others come first every time it says so, and not that nobody answered', async () => {
  const document = await opened();
  server.others.push('study', 'study', 'proposal');

  const saved = await document.save(pilotDone);

  expect(saved).toEqual({ is: 'busy', others: { stages: ['study', 'proposal'], agreements: [] } });
  expect(server.stateOf('pilot')).toBe('not_begun');

  expect((await document.save(pilotDone)).is).toBe('saved');
});

test('who changes the same part is not written over', async () => {
  const document = await opened();
  server.others.push('study', 'pilot');

  expect((await document.save(pilotDone)).is).toBe('overtaken');
  expect(server.stateOf('pilot')).toBe('under_way');
});

test('a server that is not reached has not answered', async () => {
  const document = await opened();
  server.isReached = false;

  expect((await document.save(pilotDone)).is).toBe('unanswered');
});

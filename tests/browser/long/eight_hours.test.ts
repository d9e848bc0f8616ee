import { type ChildProcess, spawn } from 'node:child_process';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OwnHall, until } from '../hall';
import { writeLongDay } from '../malls';
import { open } from '../screen';
import { sit } from '../screens';

const gerai = process.env['GERAI'] ?? 'build/release/gerai';
const speed = Number(process.env['SPEED'] ?? 30);
const hours = Number(process.env['HOURS'] ?? 8);
const volume = process.env['VOLUME'] ?? '2';
const mall = 'badung';
const zones = ['lantai-1', 'lantai-2'];
const growthMost = 1.1;
const hour = 3_600_000;
const betweenVisitors = 30_000; // Of the hall.
const betweenWeighings = 1_200_000;
const saidWithin = 60_000; // What was called at last may still wait.

let fast: OwnHall;
let demo: ChildProcess;

beforeAll(async () => {
  fast = await OwnHall.make(speed, writeLongDay);
  const server = ['--server', fast.address, '--mall', mall, '--volume', volume];
  demo = spawn(gerai, ['demo', ...fast.options, ...server], { stdio: 'ignore' });
}, 60_000);

afterAll(() => {
  demo.kill();
  fast.remove();
});

/** What a page holds after everything that can go has gone. */
interface Holding {
  readonly own: number; // Bytes of its objects, functions, arrays and texts.
  readonly whole: number; // Bytes of the heap, with the code that the engine goes on compiling.
  readonly nodes: number;
}

interface Screen {
  readonly name: string;
  readonly page: Page;
  readonly tools: CDPSession;
  readonly said: string[];
  readonly held: Holding[]; // Since the last hour.
  readonly hours: Holding[]; // The least of each hour: what a page shows comes and goes, what it loses stays.
}

const opened = async (name: string, path: string, role: string, more: object = {}): Promise<Screen> => {
  const token = fast.token({ role, mall, ...more });
  const { page } = await open(path, { at: fast, size: [1366, 768], token });
  const said: string[] = [];
  page.on('request', (request) => {
    const id = /announcements\/([^/]+)\/heard/.exec(request.url())?.[1];
    if (id !== undefined) said.push(id);
  });
  return { name, page, tools: await page.context().newCDPSession(page), said, held: [], hours: [] };
};

const ownTypes = ['object', 'closure', 'array', 'string', 'concatenated string', 'sliced string', 'number', 'regexp', 'symbol', 'bigint', 'object shape'];

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
}

/** Bytes in a snapshot of a heap that the page's own script holds: neither compiled code nor what the browser notes. */
const ownBytes = ({ snapshot: { meta }, nodes }: Snapshot): number => {
  const [types] = meta.node_types;
  const [width, type, size] = [meta.node_fields.length, meta.node_fields.indexOf('type'), meta.node_fields.indexOf('self_size')];
  let sum = 0;
  for (let node = 0; node < nodes.length; node += width) {
    if (ownTypes.includes(types[nodes[node + type] ?? 0] ?? '')) sum += nodes[node + size] ?? 0;
  }
  return sum;
};

const snapshotOf = async (tools: CDPSession): Promise<Snapshot> => {
  let text = '';
  const add = ({ chunk }: { chunk: string }): void => void (text += chunk);
  tools.on('HeapProfiler.addHeapSnapshotChunk', add);
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  tools.off('HeapProfiler.addHeapSnapshotChunk', add);
  return JSON.parse(text) as Snapshot;
};

const weigh = async ({ tools, held }: Screen): Promise<void> => {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  const { nodes } = await tools.send('Memory.getDOMCounters');
  held.push({ own: ownBytes(await snapshotOf(tools)), whole: usedSize, nodes });
};

const least = (held: readonly Holding[], what: keyof Holding): number => Math.min(...held.map((one) => one[what]));

const endHour = ({ held, hours }: Screen): void => {
  const weighed = held.splice(0);
  hours.push({ own: least(weighed, 'own'), whole: least(weighed, 'whole'), nodes: least(weighed, 'nodes') });
};

const hallNow = async (): Promise<number> => {
  const { now } = await fast.get<{ now: string }>(`/api/v1/malls/${mall}`);
  return Date.parse(now);
};

interface Announcement {
  readonly id: string;
  readonly called_at: string;
  readonly withdrawn: boolean;
  readonly heard_on: number;
}

/** Every announcement of a zone since the day began. */
const announcementsOf = async (zone: string): Promise<Announcement[]> => {
  const board = fast.token({ role: 'board', mall, device: zone });
  const all: Announcement[] = [];
  let after = '2026-11-25.0';
  for (;;) {
    const path = `/api/v1/malls/${mall}/announcements?zone=${zone}&after=${after}`;
    const { announcements } = await fast.get<{ announcements: Announcement[] }>(path, board);
    const last = announcements.at(-1);
    if (last === undefined) return all;
    all.push(...announcements);
    after = last.id;
  }
};

const serve = async ({ page }: Screen): Promise<void> => {
  for (const key of ['F2', 'F4', 'F6']) await page.keyboard.press(key);
};

/** Lets the hours pass, with somebody served at the counter now and then; gives when they began and ended. */
const letPass = async (screens: readonly Screen[], counter: Screen): Promise<{ begun: number; now: number }> => {
  const begun = await hallNow();
  let [served, weighed] = [begun, begun];
  const goOn = async (): Promise<number> => {
    const now = await hallNow();
    if (now > served + betweenVisitors) {
      await serve(counter);
      served = now;
    }
    if (now > weighed + betweenWeighings) {
      for (const screen of screens) await weigh(screen);
      weighed = now;
    }
    return now;
  };
  for (let passed = 1; passed <= hours; passed += 1) {
    const ends = begun + passed * hour;
    await until(async () => (await goOn()) > ends, `the hall's clock stands before hour ${passed}`, (2 * hour) / speed);
    screens.forEach(endHour);
  }
  return { begun, now: await hallNow() };
};

/** The calls of a zone in a time that were not taken back. */
const callsOf = async (zone: string, begun: number, ended: number): Promise<Announcement[]> =>
  (await announcementsOf(zone)).filter(({ called_at, withdrawn }) => {
    const called = Date.parse(called_at);
    return !withdrawn && called > begun && called < ended;
  });

const expectEachSaidOnce = async (zone: string, said: readonly string[], begun: number, ended: number): Promise<void> => {
  const missed = async () => (await callsOf(zone, begun, ended)).filter(({ heard_on }) => heard_on !== 1);
  await until(async () => (await missed()).length === 0, '', saidWithin).catch(() => undefined);
  const { length } = await callsOf(zone, begun, ended);
  console.log(`${zone}: ${length} calls, ${said.length} said, ${(await missed()).length} not heard on one board`);
  expect(length, `calls of ${zone}`).toBeGreaterThan(20 * hours);
  expect(await missed(), `calls of ${zone} that were not heard on one board`).toEqual([]);
  expect(new Set(said).size, `calls of ${zone} that were said twice`).toBe(said.length);
};

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

const tellWeights = ({ name, hours: weights }: Screen): void =>
  console.log(`${name}: ${weights.map(({ own, whole, nodes }) => `${megabytes(own)} of ${megabytes(whole)} MB, ${nodes} nodes`).join('; ')}`);

/** The hall fills in the first hour, and what its screens show with it; from then on nothing grows. */
const expectNothingGrew = ({ name, hours: weights }: Screen): void => {
  const [first, last] = [weights[0], weights.at(-1)];
  expect((last?.own ?? 0) / (first?.own ?? 1), `heap of ${name}`).toBeLessThan(growthMost);
  expect((last?.nodes ?? 0) / (first?.nodes ?? 1), `nodes of ${name}`).toBeLessThan(growthMost);
};

test(`${hours} hours of a hall: nothing grows, and every call is said once`, async () => {
  const boards = await Promise.all(
    zones.map((zone) => opened(zone, `/m/${mall}/board?inches=55&metres=8&zone=${zone}`, 'board', { device: zone })),
  );
  const counter = await opened('counter', `/m/${mall}/counter/1`, 'clerk', { counter: 1 });
  await sit(counter.page);
  const kiosk = await opened('kiosk', `/m/${mall}/kiosk`, 'kiosk', { device: 'kios-1' });
  const screens = [...boards, counter, kiosk];

  const { begun, now } = await letPass(screens, counter);

  screens.forEach(tellWeights);
  for (const { name, said } of boards) await expectEachSaidOnce(name, said, begun, now);
  screens.forEach(expectNothingGrew);
}, (3 * hours * hour) / speed);

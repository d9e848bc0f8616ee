import { type ChildProcess, spawn } from 'node:child_process';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OwnHall, until } from '../hall';
import { open } from '../screen';
import { sit } from '../screens';

const gerai = process.env['GERAI'] ?? 'build/release/gerai';
const speed = Number(process.env['SPEED'] ?? 30);
const hours = Number(process.env['HOURS'] ?? 8);
const mall = 'badung';
const zones = ['lantai-1', 'lantai-2'];
const growthMost = 1.1;
const hour = 3_600_000;
const saidWithin = 120_000; // Of the hall: what was called in the last two minutes may still wait.

let fast: OwnHall;
let demo: ChildProcess;

beforeAll(async () => {
  fast = await OwnHall.make(speed);
  const server = ['--server', fast.address, '--mall', mall];
  demo = spawn(gerai, ['demo', ...fast.options, ...server], { stdio: 'ignore' });
}, 60_000);

afterAll(() => {
  demo.kill();
  fast.remove();
});

/** What a page holds: bytes of its heap after everything that can go has gone, and nodes. */
interface Holding {
  readonly heap: number;
  readonly nodes: number;
}

interface Screen {
  readonly name: string;
  readonly page: Page;
  readonly tools: CDPSession;
  readonly said: string[];
  readonly held: Holding[];
}

const opened = async (name: string, path: string, role: string, more: object = {}): Promise<Screen> => {
  const token = fast.token({ role, mall, ...more });
  const { page } = await open(path, { at: fast, size: [1366, 768], token });
  const said: string[] = [];
  page.on('request', (request) => {
    const id = /announcements\/([^/]+)\/heard/.exec(request.url())?.[1];
    if (id !== undefined) said.push(id);
  });
  return { name, page, tools: await page.context().newCDPSession(page), said, held: [] };
};

const weigh = async ({ tools, held }: Screen): Promise<void> => {
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  const { nodes } = await tools.send('Memory.getDOMCounters');
  held.push({ heap: usedSize, nodes });
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

test(`${hours} hours of a hall: nothing grows, and every call is said once`, async () => {
  const boards = await Promise.all(
    zones.map((zone) => opened(zone, `/m/${mall}/board?inches=55&metres=8&zone=${zone}`, 'board', { device: zone })),
  );
  const counter = await opened('counter', `/m/${mall}/counter/1`, 'clerk', { counter: 1 });
  await sit(counter.page);
  const kiosk = await opened('kiosk', `/m/${mall}/kiosk`, 'kiosk', { device: 'kios-1' });
  const screens = [...boards, counter, kiosk];

  const begun = await hallNow();
  for (let passed = 1; passed <= hours; passed += 1) {
    await until(
      async () => {
        await serve(counter);
        return (await hallNow()) > begun + passed * hour;
      },
      `the hall's clock stands before hour ${passed}`,
      (2 * hour) / speed,
    );
    for (const screen of screens) await weigh(screen);
  }

  const now = await hallNow();
  for (const [place, zone] of zones.entries()) {
    const due = (await announcementsOf(zone)).filter(({ called_at, withdrawn }) => {
      const called = Date.parse(called_at);
      return !withdrawn && called > begun && called < now - saidWithin;
    });
    const said = boards[place]?.said ?? [];
    expect(due.length, `calls of ${zone}`).toBeGreaterThan(20 * hours);
    expect(due.filter(({ heard_on }) => heard_on !== 1), `calls of ${zone} that were not heard on one board`).toEqual([]);
    expect(new Set(said).size, `calls of ${zone} that were said twice`).toBe(said.length);
    console.log(`${zone}: ${due.length} calls, each heard once`);
  }
  for (const { name, held } of screens) {
    const [first, last] = [held[0], held.at(-1)];
    console.log(`${name}: ${held.map(({ heap, nodes }) => `${(heap / 1e6).toFixed(2)} MB ${nodes} nodes`).join(', ')}`);
    expect((last?.heap ?? 0) / (first?.heap ?? 1), `heap of ${name}`).toBeLessThan(growthMost);
    expect((last?.nodes ?? 0) / (first?.nodes ?? 1), `nodes of ${name}`).toBeLessThan(growthMost);
  }
}, (3 * hours * hour) / speed);

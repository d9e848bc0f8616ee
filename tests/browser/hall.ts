import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMalls } from './malls';

const gerai = process.env['GERAI'] ?? 'build/release/gerai';
const wednesdayNine = '2026-11-25T09:00:00+08:00';
const every = 20;

/** Waits for a condition, and fails with what else is the case after so many milliseconds. */
export const until = async <Value>(
  condition: () => Promise<Value | null | false | undefined> | Value | null | false | undefined,
  otherwise: string,
  milliseconds = 60_000,
): Promise<Value> => {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== false && value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface TokenWish {
  readonly role: string;
  readonly mall: string;
  readonly counter?: number;
  readonly device?: string;
  readonly ttl?: string;
}

/** Where a trial hall runs; enough to speak to it from any worker. */
export interface Place {
  readonly directory: string;
  readonly port: number;
}

/** A trial hall, as one who runs it sees it: its address, its tokens, its API. */
export class Hall {
  private readonly tokens = new Map<string, string>();

  constructor(readonly place: Place) {}

  get address(): string {
    return `http://127.0.0.1:${this.place.port}`;
  }

  get options(): string[] {
    return ['--data', this.place.directory, '--malls', join(this.place.directory, 'malls')];
  }

  token(wish: TokenWish): string {
    const key = JSON.stringify(wish);
    const known = this.tokens.get(key);
    if (known !== undefined) return known;
    const verb = ['token', 'create', '--role', wish.role, '--mall', wish.mall];
    if (wish.counter !== undefined) verb.push('--counter', String(wish.counter));
    if (wish.device !== undefined) verb.push('--device', wish.device);
    if (wish.ttl !== undefined) verb.push('--ttl', wish.ttl);
    const made = execFileSync(gerai, [...verb, ...this.options], { encoding: 'utf8' }).trim().split(/\s+/).at(-1) ?? '';
    this.tokens.set(key, made);
    return made;
  }

  async get<Data>(path: string, token = ''): Promise<Data> {
    const response = await fetch(this.address + path, { headers: this.headers(token) });
    return (await response.json()) as Data;
  }

  /** Sends an act; anything but success is an error with what the server said. */
  async post<Data>(path: string, body: object, token: string): Promise<Data> {
    const response = await fetch(this.address + path, {
      method: 'POST',
      headers: { ...this.headers(token), 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Data;
  }

  private headers(token: string): Record<string, string> {
    return token === '' ? {} : { Authorization: `Bearer ${token}` };
  }
}

/** A trial hall with its process. */
export class OwnHall extends Hall {
  private process: ChildProcess | null = null;

  private constructor(
    place: Place,
    private readonly speed: number,
  ) {
    super(place);
  }

  /** In a directory of its own, on a port that it keeps when it is started again. */
  static async make(speed = 1, write: (malls: string) => void = writeMalls): Promise<OwnHall> {
    const directory = mkdtempSync(join(tmpdir(), 'gerai-browser.'));
    write(join(directory, 'malls'));
    const hall = new OwnHall({ directory, port: await freePort() }, speed);
    await hall.start();
    return hall;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.place.directory, 'server.log'), 'a');
    const listen = ['--listen', `127.0.0.1:${this.place.port}`];
    this.process = spawn(gerai, ['serve', ...this.options, ...listen, '--trial', wednesdayNine, '--speed', String(this.speed)], {
      stdio: ['ignore', log, log],
    });
    await until(() => this.isReady(), `the server is not ready: ${this.log()}`);
  }

  kill(): void {
    this.process?.kill('SIGKILL');
    this.process = null;
  }

  remove(): void {
    this.kill();
    rmSync(this.place.directory, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    if (this.process?.exitCode !== null) throw new Error(`the server ended: ${this.log()}`);
    return fetch(`${this.address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  private log(): string {
    return readFileSync(join(this.place.directory, 'server.log'), 'utf8').slice(-600);
  }
}

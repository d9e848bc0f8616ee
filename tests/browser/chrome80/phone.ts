import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { until } from '../hall';
import { chromium80 } from './package';

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

type Heard = (message: Message) => void;

/** Chromium 80, spoken to by its protocol over a pipe: today's drivers do not know it any more. */
export class Chrome80 {
  private readonly waiting = new Map<number, Heard>();
  private readonly listeners: Heard[] = [];
  private readonly profile = mkdtempSync(join(tmpdir(), 'gerai-chrome80.'));
  private readonly process: ChildProcess;
  private last = 0;
  private rest = '';

  constructor() {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'];
    this.process = spawn(chromium80(), [...flags, `--user-data-dir=${this.profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    (this.process.stdio[4] as Readable).on('data', (data: Buffer) => this.hear(data.toString()));
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.last;
    const answer = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  listen(heard: Heard): void {
    this.listeners.push(heard);
  }

  /** A phone that has never been here, of 360 by 640. */
  async phone(): Promise<Phone> {
    const { browserContextId } = await this.send('Target.createBrowserContext');
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const phone = new Phone(this, String(sessionId));
    await phone.begin();
    return phone;
  }

  close(): void {
    this.process.kill('SIGKILL');
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private hear(text: string): void {
    const parts = (this.rest + text).split('\0');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) this.listeners.forEach((heard) => heard(message));
      else this.waiting.get(message.id)?.(message);
    }
  }
}

/** One page in it. */
export class Phone {
  readonly faults: string[] = []; // What the page's script could not do.

  constructor(
    private readonly chrome: Chrome80,
    private readonly session: string,
  ) {}

  async begin(): Promise<void> {
    this.chrome.listen(({ sessionId, method, params }) => {
      if (sessionId === this.session && method === 'Runtime.exceptionThrown') this.faults.push(JSON.stringify(params));
    });
    await this.send('Page.enable');
    await this.send('Runtime.enable');
    await this.send('Network.enable');
    await this.send('Emulation.setDeviceMetricsOverride', { width: 360, height: 640, deviceScaleFactor: 2, mobile: true });
  }

  async open(address: string): Promise<void> {
    await this.send('Page.navigate', { url: address });
    await this.until(`document.readyState === 'complete' && location.href !== 'about:blank'`);
  }

  withoutScript(): Promise<unknown> {
    return this.send('Emulation.setScriptExecutionDisabled', { value: true });
  }

  /** Cuts the link, or joins it again. */
  offline(isOffline: boolean): Promise<unknown> {
    return this.send('Network.emulateNetworkConditions', { offline: isOffline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  }

  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return (result as { value: Value }).value;
  }

  /** Waits until an expression is true in whatever page stands there then. */
  until(expression: string): Promise<unknown> {
    const holds = (): Promise<boolean> => this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false);
    return until(holds, `never: ${expression}`);
  }

  says(words: string): Promise<unknown> {
    return this.until(`document.body.innerText.includes(${JSON.stringify(words)})`);
  }

  /** Presses what a selector finds, where a finger would. */
  async press(selector: string): Promise<void> {
    const found = JSON.stringify(selector);
    await this.until(`document.querySelector(${found})`);
    const { x, y } = await this.evaluate<{ x: number; y: number }>(
      `(() => { const one = document.querySelector(${found}); one.scrollIntoView({ block: 'center' });` +
        ' const box = one.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()',
    );
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  async write(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  async picture(file: string): Promise<void> {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(String(data), 'base64'));
  }

  private send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.chrome.send(method, params, this.session);
  }
}

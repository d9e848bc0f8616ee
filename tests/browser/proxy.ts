import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Hall } from './hall';

/** How an answer comes. Late: what was asked is done at once, and answered when `release` is called. */
export type Way = 'whole' | 'half' | 'late' | 'cut';

/** What a request asks for: `POST /api/v1/...`. */
type Rule = (asked: string) => Way;

/** A network between screens and their hall, as bad as it is told to be. */
export class Proxy {
  /** All that was asked, in its order, with its key. */
  readonly asked: { readonly what: string; readonly key: string | undefined }[] = [];
  private rule: Rule = () => 'whole';
  private readonly streams: { isSilent: boolean }[] = [];
  private held: (() => void)[] = [];

  private constructor(
    private readonly hall: Hall,
    private readonly server: Server,
  ) {
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => this.pass(asked, answer));
  }

  static async before(hall: Hall): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Proxy(hall, server);
  }

  /** The hall as it is reached through here. */
  get at(): Hall {
    return new Hall({ ...this.hall.place, port: (this.server.address() as AddressInfo).port });
  }

  answer(rule: Rule): void {
    this.rule = rule;
  }

  /** What is answered late is answered now. */
  release(): void {
    this.rule = () => 'whole';
    for (const go of this.held.splice(0)) go();
  }

  /** The streams that are open say nothing more, and do not end; new ones are as usual. */
  silence(): void {
    for (const stream of this.streams) stream.isSilent = true;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const what = `${asked.method ?? ''} ${asked.url ?? ''}`;
    this.asked.push({ what, key: asked.headers['idempotency-key'] as string | undefined });
    const { port } = this.hall.place;
    const { method, url: path, headers } = asked;
    const onwards = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
      if (got.headers['content-type'] === 'text/event-stream') this.passStream(got, answer);
      else void this.passWhole(got, answer, this.rule(what));
    });
    onwards.on('error', () => answer.destroy());
    answer.on('close', () => onwards.destroy());
    asked.pipe(onwards);
  }

  private passStream(got: IncomingMessage, answer: ServerResponse): void {
    const stream = { isSilent: false };
    this.streams.push(stream);
    answer.writeHead(got.statusCode ?? 0, got.headers);
    got.on('data', (part: Buffer) => {
      if (!stream.isSilent) answer.write(part);
    });
    got.on('end', () => answer.end());
    got.on('error', () => answer.destroy());
  }

  private async passWhole(got: IncomingMessage, answer: ServerResponse, way: Way): Promise<void> {
    const body = await buffer(got);
    if (way === 'late') await new Promise<void>((go) => this.held.push(go));
    if (way === 'cut') {
      answer.destroy();
      return;
    }
    answer.writeHead(got.statusCode ?? 0, { ...got.headers, 'content-length': body.length });
    if (way === 'half') answer.write(body.subarray(0, body.length / 2), () => answer.destroy());
    else answer.end(body);
  }
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientPieces, type Handshake, type Piece, serverPieces } from './bolt-messages.ts';
import { Interruption, type InterruptionOptions } from './interruption.ts';
import { endsAnswer, FAILURE, requestOf } from './requests.ts';

const LOOPBACK = '127.0.0.1';

/** Something that passed the proxy, when it did, as `performance.now()` tells. */
export interface ProxyEvent {
  readonly at: number;
  /** `connect`, `cut`, a request's name, or `FAILURE`. */
  readonly what: string;
  /** Of a failure: what the server sent, its error's code and message among it. */
  readonly text?: string;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** Requests that the server has not answered yet, with what is to happen at the answer. */
  readonly unanswered: (Interruption | undefined)[];
}

/** Stands between a driver and a Bolt server, without TLS, on a free port of the loopback address. */
export class BoltProxy implements AsyncDisposable {
  /** Everything that passed, in order. */
  readonly events: ProxyEvent[] = [];
  /** How long each answer is kept back. */
  answerDelayMs = 0;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #listener: Server;
  readonly #links = new Set<Link>();
  #interruption: Interruption | undefined;
  #bytesLeft = Number.POSITIVE_INFINITY;
  #down = false;
  /** Nothing passes before this is fulfilled. */
  #gate: Promise<unknown> = Promise.resolve();

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#listener = createServer({ noDelay: true }, (socket) => void this.#serve(socket));
  }

  /** @param uri of the server, as a driver takes it */
  static async start(uri: string): Promise<BoltProxy> {
    const { hostname, port } = new URL(uri);
    const proxy = new BoltProxy({ host: hostname, port: Number(port || 7687) });
    proxy.#listener.listen(0, LOOPBACK);
    await once(proxy.#listener, 'listening');
    return proxy;
  }

  get uri(): string {
    return `bolt://${LOOPBACK}:${(this.#listener.address() as AddressInfo).port}`;
  }

  /** Takes the place of what was to go wrong before. */
  interrupt(options: InterruptionOptions): Interruption {
    this.#interruption = new Interruption(options);
    return this.#interruption;
  }

  /** Cuts the connection on which this many bytes more, from clients, have passed. */
  cutAfterBytes(bytes: number): void {
    this.#bytesLeft = bytes;
  }

  /** Whether {@link cutAfterBytes} is still to come. */
  get awaitsBytes(): boolean {
    return Number.isFinite(this.#bytesLeft);
  }

  /** Cuts every connection, and each new one at once, until {@link comeBack}. */
  goDown(): void {
    this.#down = true;
    for (const link of this.#links) this.#cut(link);
  }

  comeBack(): void {
    this.#down = false;
  }

  /** How many requests of this name have passed. */
  count(what: string): number {
    return this.events.filter((event) => event.what === what).length;
  }

  /** When the first thing of this name after `time` happened. */
  firstAfter(time: number, what: string): number | undefined {
    return this.events.find((event) => event.what === what && event.at > time)?.at;
  }

  async close(): Promise<void> {
    this.goDown();
    this.#interruption?.release();
    if (!this.#listener.listening) return;
    this.#listener.close();
    await once(this.#listener, 'close');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #serve(client: Socket): Promise<void> {
    this.#note('connect');
    client.on('error', () => undefined);
    if (this.#down) {
      client.destroy();
      return;
    }
    const server = connect({ ...this.#target, noDelay: true });
    server.on('error', () => undefined);
    const link: Link = { client, server, unanswered: [] };
    this.#links.add(link);
    const handshake: Handshake = { manifest: false };
    const requests = clientPieces(handshake);
    const answers = serverPieces(handshake);
    // A socket that was destroyed under its reader ends the loop with an error; both ends go together.
    await Promise.allSettled([
      this.#pump(client, server, (data) => this.#passRequests(link, requests.push(data))),
      this.#pump(server, client, (data) => this.#passAnswers(link, answers.push(data))),
    ]);
    this.#links.delete(link);
  }

  async #pump(from: Socket, to: Socket, pass: (data: Buffer) => Promise<void>): Promise<void> {
    try {
      for await (const data of from) await pass(data as Buffer);
      to.end();
    } catch {
      from.destroy();
      to.destroy();
    }
  }

  async #passRequests(link: Link, pieces: Iterable<Piece>): Promise<void> {
    for (const { bytes, tag } of pieces) {
      await this.#gate;
      const allowed = Math.min(bytes.length, this.#bytesLeft);
      this.#bytesLeft -= allowed;
      if (allowed < bytes.length) {
        link.server.write(bytes.subarray(0, allowed));
        this.#bytesLeft = Number.POSITIVE_INFINITY;
        return this.#cut(link);
      }
      if (tag !== undefined && (await this.#isCutAt(link, requestOf(tag)))) return this.#cut(link);
      link.server.write(bytes);
    }
  }

  async #isCutAt(link: Link, request: string): Promise<boolean> {
    this.#note(request);
    const interruption = this.#interruption?.meets(request) ? this.#interruption : undefined;
    if (interruption !== undefined && !interruption.isAboutAnswer) return this.#happen(interruption);
    if (request !== 'GOODBYE') link.unanswered.push(interruption);
    return false;
  }

  async #passAnswers(link: Link, pieces: Iterable<Piece>): Promise<void> {
    for (const { bytes, tag } of pieces) {
      if (endsAnswer(tag)) {
        if (tag === FAILURE) this.#note('FAILURE', bytes.toString('latin1'));
        if (this.answerDelayMs > 0) await sleep(this.answerDelayMs);
        const interruption = link.unanswered.shift();
        if (interruption !== undefined && (await this.#happen(interruption))) return this.#cut(link);
      }
      link.client.write(bytes);
    }
  }

  async #happen(interruption: Interruption): Promise<boolean> {
    this.#gate = interruption.begin();
    await this.#gate;
    return interruption.isCut();
  }

  #cut(link: Link): void {
    this.#note('cut');
    link.client.destroy();
    link.server.destroy();
  }

  #note(what: string, text?: string): void {
    this.events.push({ at: performance.now(), what, ...(text !== undefined && { text }) });
  }
}

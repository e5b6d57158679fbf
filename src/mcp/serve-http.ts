import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { type McpServerOptions, mcpServer } from './server.ts';

/** Where the server listens. */
export interface HttpOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** What every request must carry as `Authorization: Bearer TOKEN`. */
  readonly token: string;
}

/** A server that listens. */
export interface HttpServer {
  /** Where clients connect, such as `http://127.0.0.1:4000/mcp`. */
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/mcp';

/**
 * Serves on 127.0.0.1 alone: to those who know the token, and to no
 * page of a browser that came from elsewhere.
 */
export async function serveHttp(
  options: McpServerOptions,
  { port, token }: HttpOptions,
): Promise<HttpServer> {
  const handler = createMcpHandler(() => mcpServer(options));
  const answer = toNodeHandler(handler);
  const checks = [localhostHostValidation(), localhostOriginValidation()];
  const server = createServer((request, response) => {
    if (checks.some((passes) => !passes(request, response))) return;
    if (request.url !== PATH) return refuse(response, 404, `Ask ${PATH}.`);
    if (!hasToken(request, token)) return refuse(response, 401, 'A bearer token is needed.');
    // Its types ask for a method and an address, which every request of a server has.
    void answer(request as Parameters<typeof answer>[0], response);
  });
  await listening(server, port);
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}${PATH}`,
    close: async () => {
      await handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(message);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

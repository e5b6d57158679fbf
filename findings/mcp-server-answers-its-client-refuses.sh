#!/usr/bin/env bash
# @modelcontextprotocol/server 2.4.0: it sends answers that the client of the same SDK refuses.
#
# Guess: the server checks structured content against the tool's output schema; what passes there passes in the client. A zod object
#   drops keys it does not know, so a key too many is taken away or does no harm.
# Behaviour: the server checks with zod, which accepts the key, and sends the content as it was. It advertises the schema as JSON Schema
#   with `additionalProperties: false`, against which @modelcontextprotocol/client 2.4.0 checks, and throws. The server's log shows a success.
# Seen: client: -32602 "Structured content does not match the tool's output schema: data must NOT have additional properties"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @modelcontextprotocol/server@2.4.0 @modelcontextprotocol/client@2.4.0 zod@4.6.7 >/dev/null
cat >try.mjs <<'JS'
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

const server = new McpServer({ name: 'server', version: '1' });
const answer = { content: [], structuredContent: { total: 1, note: 'one key more' } };
server.registerTool('count', { outputSchema: z.object({ total: z.number() }) }, async () => answer);
const [near, far] = InMemoryTransport.createLinkedPair();
const sent = [];
const send = far.send.bind(far);
far.send = (message, options) => {
  sent.push(message);
  return send(message, options);
};
await server.connect(far);
const client = new Client({ name: 'client', version: '1' });
await client.connect(near);
await client.listTools();
const error = await client.callTool({ name: 'count', arguments: {} }).then(() => undefined, (thrown) => thrown);
console.log('client:', error?.code, error?.message);
console.log('server sent:', JSON.stringify(sent.at(-1).result));
if (error?.code !== -32602 || !/additional properties/.test(error.message)) process.exitCode = 1;
if (sent.at(-1).result?.structuredContent?.note !== 'one key more' || sent.at(-1).result.isError) process.exitCode = 1;
await client.close();
JS
node try.mjs

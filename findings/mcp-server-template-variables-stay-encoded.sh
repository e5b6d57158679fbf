#!/usr/bin/env bash
# @modelcontextprotocol/server 2.4.0: variables of a resource template arrive percent-encoded, with the query in them.
#
# Guess: `repository/{id}` is matched as in other routers: `a%2Fb` gives the handler `a/b`, and `?view=1` is no part of the id.
# Behaviour: the handler gets the text as it stands in the URI. A client of the same SDK sends `é` as `%C3%A9`, so even a name without
#   any reserved character differs from what was asked for; a query becomes part of the variable.
# Seen: a%2Fb gives "a%2Fb", é gives "%C3%A9", a?view=1 gives "a?view=1"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @modelcontextprotocol/server@2.4.0 @modelcontextprotocol/client@2.4.0 zod@4.6.7 >/dev/null
cat >try.mjs <<'JS'
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';

const server = new McpServer({ name: 'server', version: '1' });
const template = new ResourceTemplate('graph://repository/{id}', { list: undefined });
server.registerResource('repository', template, {}, async (uri, { id }) => ({ contents: [{ uri: uri.href, text: id }] }));
const [near, far] = InMemoryTransport.createLinkedPair();
await server.connect(far);
const client = new Client({ name: 'client', version: '1' });
await client.connect(near);
const expected = { 'a%2Fb': 'a%2Fb', é: '%C3%A9', 'a?view=1': 'a?view=1' };
for (const [asked, given] of Object.entries(expected)) {
  const { contents } = await client.readResource({ uri: `graph://repository/${asked}` });
  console.log(`${asked} gives ${JSON.stringify(contents[0].text)}`);
  if (contents[0].text !== given) process.exitCode = 1;
}
await client.close();
JS
node try.mjs

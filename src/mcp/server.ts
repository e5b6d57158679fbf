import { McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { askTool, errorForAgents, inputOf } from './ask-tool.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { PROMPTS, type Prompt } from './prompts.ts';
import { addReport } from './report-page.ts';
import type { Tool, ToolContext } from './tool.ts';
import { repositories } from './tools/repositories.ts';
import { structure } from './tools/structure.ts';

/** What a server answers from. */
export interface McpServerOptions {
  readonly context: ToolContext;
  readonly tools: readonly Tool[];
  /** The package's version. */
  readonly version: string;
}

/** All tools only read, give the same answer to the same question, and reach nothing but the store. */
const ANNOTATIONS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** A server over an open store. Every request may have one of its own: it holds nothing but the context. */
export function mcpServer({ context, tools, version }: McpServerOptions): McpServer {
  const server = new McpServer({ name: 'codeprism-neo4j', version }, { instructions: INSTRUCTIONS });
  for (const tool of tools) addTool(server, tool, context);
  for (const prompt of PROMPTS) addPrompt(server, prompt);
  addResources(server, context);
  addReport(server, context, version);
  return server;
}

function addTool(server: McpServer, tool: Tool, context: ToolContext): void {
  const { name, title, description, page } = tool;
  const config = {
    title,
    description,
    inputSchema: inputOf(tool),
    annotations: { title, ...ANNOTATIONS },
    ...(page !== undefined && { _meta: { ui: { resourceUri: page } } }),
  };
  server.registerTool(name, config, async (input, { mcpReq }) => {
    try {
      const asked = { ...context, running: { ...context.running, signal: mcpReq.signal } };
      return { content: [textPart(await askTool(tool, asked, input))] };
    } catch (error) {
      return { content: [textPart(errorForAgents(error))], isError: true };
    }
  });
}

function textPart(text: string): { type: 'text'; text: string } {
  return { type: 'text', text };
}

function addPrompt(server: McpServer, { name, title, description, argument, text }: Prompt): void {
  const message = (value: string | undefined) => ({
    messages: [{ role: 'user' as const, content: textPart(text(value)) }],
  });
  if (argument === undefined) {
    server.registerPrompt(name, { title, description }, async () => message(undefined));
    return;
  }
  const [key, meaning] = argument;
  const argsSchema = z.object({ [key]: z.string().optional().describe(meaning) });
  server.registerPrompt(name, { title, description, argsSchema }, async (given) => message(given[key]));
}

function addResources(server: McpServer, context: ToolContext): void {
  const mimeType = 'text/plain';
  server.registerResource(
    'repositories',
    'codeprism://repositories',
    { title: 'Stored repositories', description: repositories.description, mimeType },
    async (uri) => ({
      contents: [{ uri: uri.href, mimeType, text: await askTool(repositories, context, {}) }],
    }),
  );
  server.registerResource(
    'summary',
    new ResourceTemplate('codeprism://repository/{id}/summary', { list: undefined }),
    { title: 'Summary of a repository', description: 'Counts of nodes, edges and kinds.', mimeType },
    async (uri, { id }) => {
      // The library hands variables over as they stand in the address.
      const repository = decodeURIComponent(String(id));
      return {
        contents: [{ uri: uri.href, mimeType, text: await askTool(structure, context, { repository }) }],
      };
    },
  );
}

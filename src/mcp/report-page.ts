import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { emptyPage, reportPage } from '../report/index.ts';
import type { ToolContext } from './tool.ts';
import { REPORT_PAGE } from './tools/report.ts';

/** By this type hosts of MCP Apps know a page that they may show. */
const APP = 'text/html;profile=mcp-app';

/**
 * Adds the page of each repository as a resource, and as the page that hosts show beside the tool `report`.
 */
export function addReport(server: McpServer, { store, running }: ToolContext, version: string): void {
  const pageOf = async (repository: string): Promise<string> =>
    (await reportPage(store, repository, { ...running, version })).html;
  server.registerResource(
    'report',
    new ResourceTemplate('codeprism://repository/{id}/report', { list: undefined }),
    {
      title: 'Report of a repository',
      description: 'One HTML page: map, dependencies, cycles, dead code, call graphs.',
      mimeType: 'text/html',
    },
    async (uri, { id }) => {
      const text = await pageOf(decodeURIComponent(String(id)));
      return { contents: [{ uri: uri.href, mimeType: 'text/html', text }] };
    },
  );
  server.registerResource(
    'report-page',
    REPORT_PAGE,
    { title: 'Report', description: 'The page that the tool report shows.', mimeType: APP },
    async (uri) => {
      // Of several it is not known yet which one is meant: the page asks for it when the host tells.
      const [only, another] = await store.graph.listRepositories(running);
      const text =
        only === undefined || another !== undefined ? await emptyPage(version) : await pageOf(only);
      return { contents: [{ uri: uri.href, mimeType: APP, text, _meta: { ui: { prefersBorder: true } } }] };
    },
  );
}

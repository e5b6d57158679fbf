import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { throwIfAborted } from '../errors/index.ts';
import type { GraphStore } from '../storage/index.ts';
import { packColumns } from './data/columns.ts';
import { htmlText } from './html-text.ts';
import { type PageFiles, pageFiles } from './page-files.ts';
import { type ReportFacts, type ReportOptions, reportData } from './report-data.ts';
import { summaryHtml } from './summary-html.ts';

const compressed = promisify(gzip);

/** What was written. */
export interface WrittenReport {
  readonly nodes: number;
  readonly edges: number;
  /** Of the page. */
  readonly bytes: number;
}

/**
 * Makes the page of a repository: one HTML document that holds all it shows.
 * @param version of the package, which the page names
 * @throws what `reportData` throws; `UNAVAILABLE` where the package was not built
 */
export async function reportPage(
  store: GraphStore,
  repoId: string,
  options: ReportOptions & { readonly version: string },
): Promise<{ readonly html: string; readonly facts: ReportFacts }> {
  const { version, ...asking } = options;
  const files = await pageFiles();
  const { facts, data } = await reportData(store, repoId, asking);
  throwIfAborted(options.signal);
  const packed = await compressed(packColumns(data));
  const parts = {
    title: htmlText(repoId),
    summary: summaryHtml(facts),
    data: packed.toString('base64'),
    version: htmlText(version),
  };
  return { html: documentOf(files, parts), facts };
}

/**
 * The page without a graph: a host of MCP Apps tells it which one to read.
 * @throws `UNAVAILABLE` where the package was not built
 */
export async function emptyPage(version: string): Promise<string> {
  return documentOf(await pageFiles(), { title: 'codeprism-neo4j', summary: '', data: '', version });
}

/** Makes the page and writes it. @throws what `reportPage` throws */
export async function writeReport(
  store: GraphStore,
  repoId: string,
  sink: Writable,
  options: ReportOptions & { readonly version: string },
): Promise<WrittenReport> {
  const { html, facts } = await reportPage(store, repoId, options);
  await new Promise<void>((resolve, reject) =>
    sink.write(html, (error) => (error ? reject(error) : resolve())),
  );
  const { totalNodes: nodes, totalEdges: edges } = facts.summary;
  return { nodes, edges, bytes: Buffer.byteLength(html) };
}

/** What is filled into the page, as HTML. */
interface PageParts {
  readonly title: string;
  readonly summary: string;
  readonly data: string;
  readonly version: string;
}

function documentOf({ html, style, script }: PageFiles, parts: PageParts): string {
  const filled = (_: string, name: 'title' | 'summary' | 'version'): string => parts[name];
  const body = html.replace(/\{\{(title|summary|version)\}\}/g, filled);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${parts.title} in code</title>
<style>${style}</style>
</head>
<body>
${body}
<script type="application/octet-stream" id="data">${parts.data}</script>
<script>${script}</script>
</body>
</html>
`;
}

/**
 * Nothing but the page's own style and script: no request, no form, no other script, whatever a name says.
 */
function policy(style: string, script: string): string {
  return `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

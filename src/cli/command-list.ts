import type { Command } from 'commander';
import type { Cli } from './session.ts';

/** A command as the program's help lists it. Its own module is loaded when it is called. */
export interface ListedCommand {
  readonly name: string;
  readonly alias?: string;
  /** Its options and arguments, as its line of the list shows them. */
  readonly takes?: string;
  readonly description: string;
  /** The heading of the help under which it stands. */
  readonly group: string;
  /** The method of a store that does the same in a program. */
  readonly method?: string;
  /** Loads what adds it to the program. */
  readonly adder: () => Promise<(program: Command, cli: Cli) => void>;
}

/** Headings of the help, in its order. */
const GROUP = {
  begin: 'Begin:',
  ask: 'Who uses what:',
  life: 'What lives:',
  structure: 'The whole:',
  others: 'With Neo4j, agents and other programs:',
  keep: 'The store:',
} as const;

/** Every command, in the order of the help: by what it is for. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'analyze',
    takes: '[options] [FOLDER]',
    description: 'read the source code of a folder and store its graph',
    group: GROUP.begin,
    adder: async () => (await import('./commands/analyze.ts')).addAnalyze,
  },
  {
    name: 'import',
    takes: '[options] <FILE...>',
    description: 'store code graphs: CodePrism JSON, NDJSON, SCIP indexes, gzipped or not',
    group: GROUP.begin,
    method: 'graph.storeGraph',
    adder: async () => (await import('./commands/import.ts')).addImport,
  },
  {
    name: 'find',
    takes: '[options] [REPO] [PATTERN]',
    description: 'find nodes by name, kind, file or id',
    group: GROUP.begin,
    method: 'queries.findNodes',
    adder: async () => (await import('./commands/find.ts')).addFind,
  },
  {
    name: 'callers',
    takes: '[options] [REPO] [NODE]',
    description: 'show what calls a node, directly or over several steps',
    group: GROUP.begin,
    method: 'queries.callers',
    adder: async () => (await import('./commands/callers.ts')).addCallers,
  },
  {
    name: 'dead-code',
    takes: '[options] [REPO]',
    description: 'list what no entry point reaches, with reasons and doubts',
    group: GROUP.begin,
    method: 'queries.deadCode',
    adder: async () => (await import('./commands/dead-code.ts')).addDeadCode,
  },
  {
    name: 'demo',
    description:
      'import the graph of a real library (ajv 8.20.0), analyse the sources of the examples, and ask about both',
    group: GROUP.begin,
    adder: async () => (await import('./commands/demo.ts')).addDemo,
  },
  {
    name: 'at',
    takes: '[options] <REPO or FILE:LINE> [FILE:LINE]',
    description: 'find what stands at a line of a file, the innermost first',
    group: GROUP.ask,
    method: 'queries.findNodes',
    adder: async () => (await import('./commands/at.ts')).addAt,
  },
  {
    name: 'callees',
    takes: '[options] [REPO] [NODE]',
    description: 'show what a node calls, directly or over several steps',
    group: GROUP.ask,
    method: 'queries.callees',
    adder: async () => (await import('./commands/callees.ts')).addCallees,
  },
  {
    name: 'call-graph',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show the calls around a node, or around several',
    group: GROUP.ask,
    method: 'queries.callGraph',
    adder: async () => (await import('./commands/call-graph.ts')).addCallGraph,
  },
  {
    name: 'path',
    takes: '[options] <REPO or FROM> <FROM or TO> [TO]',
    description: 'show a shortest way of calls from one node to another',
    group: GROUP.ask,
    method: 'queries.callPath',
    adder: async () => (await import('./commands/path.ts')).addPath,
  },
  {
    name: 'impact',
    takes: '[options] [REPO or NODE] [NODE]',
    description: 'show who may feel a change of nodes or files, and which tests are among them',
    group: GROUP.ask,
    method: 'queries.impactOf',
    adder: async () => (await import('./commands/impact.ts')).addImpact,
  },
  {
    name: 'why-alive',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show by which way an entry point reaches a node, or why none does',
    group: GROUP.life,
    method: 'queries.whyAlive',
    adder: async () => (await import('./commands/why-alive.ts')).addWhyAlive,
  },
  {
    name: 'if-deleted',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show what would die, and what would break, without a node and all that lies in it',
    group: GROUP.life,
    method: 'queries.ifDeleted',
    adder: async () => (await import('./commands/if-deleted.ts')).addIfDeleted,
  },
  {
    name: 'unmark',
    takes: '[REPO]',
    description: 'remove the labels that dead-code --mark left in Neo4j',
    group: GROUP.life,
    method: 'queries.unmark',
    adder: async () => (await import('./commands/unmark.ts')).addUnmark,
  },
  {
    name: 'stats',
    alias: 'summary',
    takes: '[REPO]',
    description: 'count the nodes and edges of a repository by kind',
    group: GROUP.structure,
    method: 'queries.summary',
    adder: async () => (await import('./commands/stats.ts')).addStats,
  },
  {
    name: 'cycles',
    takes: '[options] [REPO]',
    description: 'find what leads back to itself: symbols, files or folders, each with a short example',
    group: GROUP.structure,
    method: 'queries.cycles',
    adder: async () => (await import('./commands/cycles.ts')).addCycles,
  },
  {
    name: 'dependencies',
    takes: '[options] [REPO]',
    description: 'show which files or folders refer to which others, the heaviest first',
    group: GROUP.structure,
    method: 'queries.dependencies',
    adder: async () => (await import('./commands/dependencies.ts')).addDependencies,
  },
  {
    name: 'hotspots',
    takes: '[options] [REPO]',
    description: 'rank nodes by how many others they call and are called by',
    group: GROUP.structure,
    method: 'queries.hotspots',
    adder: async () => (await import('./commands/hotspots.ts')).addHotspots,
  },
  {
    name: 'report',
    takes: '[options] [REPO]',
    description: 'write one page to look at and to send: map, dependencies, cycles, dead code, call graphs',
    group: GROUP.structure,
    adder: async () => (await import('./commands/report.ts')).addReport,
  },
  {
    name: 'diff',
    takes: '[options] <BEFORE> [AFTER]',
    description: 'compare two repositories, or one in two stores: rows that differ, and what became dead',
    group: GROUP.structure,
    adder: async () => (await import('./commands/diff.ts')).addDiff,
  },
  {
    name: 'analyses',
    takes: '[options] [REPO]',
    description: 'list the stored results of analyses, the newest first',
    group: GROUP.structure,
    method: 'analysis.findAnalysis',
    adder: async () => (await import('./commands/analyses.ts')).addAnalyses,
  },
  {
    name: 'analysis',
    takes: '<REPO> <ID>',
    description: "give one result of an analysis, in CodePrism's JSON form",
    group: GROUP.structure,
    method: 'analysis.loadAnalysis',
    adder: async () => (await import('./commands/analysis.ts')).addAnalysis,
  },
  {
    name: 'explore',
    takes: '[options] [REPO]',
    description: 'open Neo4j Browser on a repository, with a style and saved scripts for code graphs',
    group: GROUP.others,
    adder: async () => (await import('./commands/explore.ts')).addExplore,
  },
  {
    name: 'query',
    takes: '[options] <CYPHER>',
    description: 'run a Cypher statement of your own, which may only read; for Neo4j',
    group: GROUP.others,
    method: 'queries.query',
    adder: async () => (await import('./commands/query.ts')).addQuery,
  },
  {
    name: 'export',
    takes: '[options] [REPO]',
    description: 'write a stored graph, or the part around a node, for this and other programs',
    group: GROUP.others,
    method: 'graph.streamGraph',
    adder: async () => (await import('./commands/export.ts')).addExport,
  },
  {
    name: 'mcp',
    takes: '[options]',
    description: 'serve the store to AI agents over the Model Context Protocol; nothing is written',
    group: GROUP.others,
    adder: async () => (await import('./commands/mcp.ts')).addMcp,
  },
  {
    name: 'ask',
    takes: '[options] [TOOL] [NAME=VALUE...]',
    description: 'give the text that agents get of a tool over MCP',
    group: GROUP.others,
    adder: async () => (await import('./commands/ask.ts')).addAsk,
  },
  {
    name: 'completion',
    takes: '<SHELL>',
    description: 'print a script that lets a shell complete commands, options and their values',
    group: GROUP.others,
    adder: async () => (await import('./commands/completion.ts')).addCompletion,
  },
  {
    name: 'repos',
    description: 'list the stored repositories',
    group: GROUP.keep,
    method: 'graph.listRepositories',
    adder: async () => (await import('./commands/repos.ts')).addRepos,
  },
  {
    name: 'copy',
    takes: '[options] <FROM> <TO>',
    description: 'copy repositories from one store to another, where they replace those of the same name',
    group: GROUP.keep,
    adder: async () => (await import('./commands/copy.ts')).addCopy,
  },
  {
    name: 'backup',
    takes: '[options] <FILE>',
    description: 'write repositories into one file, from which restore brings them back',
    group: GROUP.keep,
    adder: async () => (await import('./commands/backup.ts')).addBackup,
  },
  {
    name: 'restore',
    takes: '[options] <FILE>',
    description: 'bring repositories back from a backup, in place of those of the same name',
    group: GROUP.keep,
    adder: async () => (await import('./commands/restore.ts')).addRestore,
  },
  {
    name: 'delete',
    takes: '[options] <REPO>',
    description: 'delete a repository from the store: its graph and the results of its analyses',
    group: GROUP.keep,
    method: 'graph.deleteGraph',
    adder: async () => (await import('./commands/delete.ts')).addDelete,
  },
  {
    name: 'cleanup',
    takes: '[options]',
    description: 'delete old results of analyses; graphs stay as they are',
    group: GROUP.keep,
    method: 'analysis.cleanupOldResults',
    adder: async () => (await import('./commands/cleanup.ts')).addCleanup,
  },
  {
    name: 'health',
    takes: '[options]',
    description: 'say whether the store, its analyses and its cache can be used',
    group: GROUP.keep,
    adder: async () => (await import('./commands/health.ts')).addHealth,
  },
  {
    name: 'maintenance',
    description: 'remove what crashed writers left, old analyses and expired cached values',
    group: GROUP.keep,
    adder: async () => (await import('./commands/maintenance.ts')).addMaintenance,
  },
  {
    name: 'config',
    takes: '[options]',
    description: 'show the configuration in force, or what one may hold',
    group: GROUP.keep,
    adder: async () => (await import('./commands/config.ts')).addConfig,
  },
  {
    name: 'schema',
    takes: '[options]',
    description: 'constraints, indexes and the node that a store in Neo4j needs; for administrators',
    group: GROUP.keep,
    adder: async () => (await import('./commands/schema.ts')).addSchema,
  },
  {
    name: 'doctor',
    description: 'look what is there to work with: Node.js, the store, optional packages and programs',
    group: GROUP.keep,
    adder: async () => (await import('./commands/doctor.ts')).addDoctor,
  },
];

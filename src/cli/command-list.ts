import type { Command } from 'commander';
import type { Cli } from './session.ts';

/** A command as the program's help lists it. Its own module is loaded when it is called. */
export interface ListedCommand {
  readonly name: string;
  readonly alias?: string;
  /** Its options and arguments, as its line of the list shows them. */
  readonly takes?: string;
  readonly description: string;
  /** Loads what adds it to the program. */
  readonly adder: () => Promise<(program: Command, cli: Cli) => void>;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'analyze',
    takes: '[options] [FOLDER]',
    description: 'read the source code of a folder and store its graph',
    adder: async () => (await import('./commands/analyze.ts')).addAnalyze,
  },
  {
    name: 'import',
    takes: '[options] <FILE...>',
    description: 'store code graphs: CodePrism JSON, NDJSON, SCIP indexes, gzipped or not',
    adder: async () => (await import('./commands/import.ts')).addImport,
  },
  {
    name: 'export',
    takes: '[options] [REPO]',
    description: 'write a stored graph, or the part around a node, for this and other programs',
    adder: async () => (await import('./commands/export.ts')).addExport,
  },
  {
    name: 'copy',
    takes: '[options] <FROM> <TO>',
    description: 'copy repositories from one store to another, where they replace those of the same name',
    adder: async () => (await import('./commands/copy.ts')).addCopy,
  },
  {
    name: 'backup',
    takes: '[options] <FILE>',
    description: 'write repositories into one file, from which restore brings them back',
    adder: async () => (await import('./commands/backup.ts')).addBackup,
  },
  {
    name: 'restore',
    takes: '[options] <FILE>',
    description: 'bring repositories back from a backup, in place of those of the same name',
    adder: async () => (await import('./commands/restore.ts')).addRestore,
  },
  {
    name: 'diff',
    takes: '[options] <BEFORE> [AFTER]',
    description: 'compare two repositories, or one in two stores: rows that differ, and what became dead',
    adder: async () => (await import('./commands/diff.ts')).addDiff,
  },
  {
    name: 'repos',
    description: 'list the stored repositories',
    adder: async () => (await import('./commands/repos.ts')).addRepos,
  },
  {
    name: 'stats',
    alias: 'summary',
    takes: '[REPO]',
    description: 'count the nodes and edges of a repository by kind',
    adder: async () => (await import('./commands/stats.ts')).addStats,
  },
  {
    name: 'find',
    takes: '[options] [REPO] [PATTERN]',
    description: 'find nodes by name, kind, file or id',
    adder: async () => (await import('./commands/find.ts')).addFind,
  },
  {
    name: 'at',
    takes: '[options] <REPO or FILE:LINE> [FILE:LINE]',
    description: 'find what stands at a line of a file, the innermost first',
    adder: async () => (await import('./commands/at.ts')).addAt,
  },
  {
    name: 'callers',
    takes: '[options] [REPO] [NODE]',
    description: 'show what calls a node, directly or over several steps',
    adder: async () => (await import('./commands/callers.ts')).addCallers,
  },
  {
    name: 'callees',
    takes: '[options] [REPO] [NODE]',
    description: 'show what a node calls, directly or over several steps',
    adder: async () => (await import('./commands/callees.ts')).addCallees,
  },
  {
    name: 'call-graph',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show the calls around a node, or around several',
    adder: async () => (await import('./commands/call-graph.ts')).addCallGraph,
  },
  {
    name: 'path',
    takes: '[options] <REPO or FROM> <FROM or TO> [TO]',
    description: 'show a shortest way of calls from one node to another',
    adder: async () => (await import('./commands/path.ts')).addPath,
  },
  {
    name: 'impact',
    takes: '[options] [REPO or NODE] [NODE]',
    description: 'show who may feel a change of nodes or files, and which tests are among them',
    adder: async () => (await import('./commands/impact.ts')).addImpact,
  },
  {
    name: 'dead-code',
    takes: '[options] [REPO]',
    description: 'list what no entry point reaches, with reasons and doubts',
    adder: async () => (await import('./commands/dead-code.ts')).addDeadCode,
  },
  {
    name: 'unmark',
    takes: '[REPO]',
    description: 'remove the labels that dead-code --mark left in Neo4j',
    adder: async () => (await import('./commands/unmark.ts')).addUnmark,
  },
  {
    name: 'why-alive',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show by which way an entry point reaches a node, or why none does',
    adder: async () => (await import('./commands/why-alive.ts')).addWhyAlive,
  },
  {
    name: 'if-deleted',
    takes: '[options] <REPO or NODE> [NODE]',
    description: 'show what would die, and what would break, without a node and all that lies in it',
    adder: async () => (await import('./commands/if-deleted.ts')).addIfDeleted,
  },
  {
    name: 'cycles',
    takes: '[options] [REPO]',
    description: 'find what leads back to itself: symbols, files or folders, each with a short example',
    adder: async () => (await import('./commands/cycles.ts')).addCycles,
  },
  {
    name: 'dependencies',
    takes: '[options] [REPO]',
    description: 'show which files or folders refer to which others, the heaviest first',
    adder: async () => (await import('./commands/dependencies.ts')).addDependencies,
  },
  {
    name: 'hotspots',
    takes: '[options] [REPO]',
    description: 'rank nodes by how many others they call and are called by',
    adder: async () => (await import('./commands/hotspots.ts')).addHotspots,
  },
  {
    name: 'query',
    takes: '[options] <CYPHER>',
    description: 'run a Cypher statement of your own, which may only read; for Neo4j',
    adder: async () => (await import('./commands/query.ts')).addQuery,
  },
  {
    name: 'explore',
    takes: '[options] [REPO]',
    description: 'open Neo4j Browser on a repository, with a style and saved scripts for code graphs',
    adder: async () => (await import('./commands/explore.ts')).addExplore,
  },
  {
    name: 'report',
    takes: '[options] [REPO]',
    description: 'write one page to look at and to send: map, dependencies, cycles, dead code, call graphs',
    adder: async () => (await import('./commands/report.ts')).addReport,
  },
  {
    name: 'ask',
    takes: '[options] [TOOL] [NAME=VALUE...]',
    description: 'give the text that agents get of a tool over MCP',
    adder: async () => (await import('./commands/ask.ts')).addAsk,
  },
  {
    name: 'mcp',
    takes: '[options]',
    description: 'serve the store to AI agents over the Model Context Protocol; nothing is written',
    adder: async () => (await import('./commands/mcp.ts')).addMcp,
  },
  {
    name: 'analyses',
    takes: '[options] [REPO]',
    description: 'list the stored results of analyses, the newest first',
    adder: async () => (await import('./commands/analyses.ts')).addAnalyses,
  },
  {
    name: 'analysis',
    takes: '<REPO> <ID>',
    description: "give one result of an analysis, in CodePrism's JSON form",
    adder: async () => (await import('./commands/analysis.ts')).addAnalysis,
  },
  {
    name: 'cleanup',
    takes: '[options]',
    description: 'delete old results of analyses; graphs stay as they are',
    adder: async () => (await import('./commands/cleanup.ts')).addCleanup,
  },
  {
    name: 'delete',
    takes: '[options] <REPO>',
    description: 'delete a repository from the store: its graph and the results of its analyses',
    adder: async () => (await import('./commands/delete.ts')).addDelete,
  },
  {
    name: 'health',
    takes: '[options]',
    description: 'say whether the store, its analyses and its cache can be used',
    adder: async () => (await import('./commands/health.ts')).addHealth,
  },
  {
    name: 'maintenance',
    description: 'remove what crashed writers left, old analyses and expired cached values',
    adder: async () => (await import('./commands/maintenance.ts')).addMaintenance,
  },
  {
    name: 'config',
    takes: '[options]',
    description: 'show the configuration in force, or what one may hold',
    adder: async () => (await import('./commands/config.ts')).addConfig,
  },
  {
    name: 'schema',
    takes: '[options]',
    description: 'constraints, indexes and the node that a store in Neo4j needs; for administrators',
    adder: async () => (await import('./commands/schema.ts')).addSchema,
  },
  {
    name: 'doctor',
    description: 'look what is there to work with: Node.js, the store, optional packages and programs',
    adder: async () => (await import('./commands/doctor.ts')).addDoctor,
  },
  {
    name: 'completion',
    takes: '<SHELL>',
    description: 'print a script that lets a shell complete commands, options and their values',
    adder: async () => (await import('./commands/completion.ts')).addCompletion,
  },
  {
    name: 'demo',
    description:
      'import the graph of a real library (ajv 8.20.0), analyse the sources of the examples, and ask about both',
    adder: async () => (await import('./commands/demo.ts')).addDemo,
  },
];

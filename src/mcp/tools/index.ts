import type { Tool } from '../tool.ts';
import { cypher } from './cypher.ts';
import { deadCode } from './dead-code.ts';
import { findSymbols } from './find-symbols.ts';
import { impact } from './impact.ts';
import { path } from './path.ts';
import { report } from './report.ts';
import { repositories } from './repositories.ts';
import { structure } from './structure.ts';
import { symbol } from './symbol.ts';
import { trace } from './trace.ts';
import { whyAlive } from './why-alive.ts';

/** Every tool that works on any store, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [
  findSymbols,
  symbol,
  trace,
  path,
  impact,
  deadCode,
  whyAlive,
  structure,
  repositories,
  report,
];

/** What only a store with a query language can answer. */
export const CYPHER_TOOL: Tool = cypher;

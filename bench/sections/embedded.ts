import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EARLIER_COMMIT, earlierBuild, ownBuild } from '../embedded/builds.ts';
import { driverRows, graphRows, growthRows, startRows } from '../embedded/measured-rows.ts';
import type { Sides } from '../embedded/pairs.ts';
import { compiledChild } from '../streaming/compiled-child.ts';
import type { LocalSection } from './section.ts';

/** Writes down what a process has taken: its memory as the kernel counts it, and its processor time. */
const COST_PROGRAM = `process.on('exit', () => {
  const { readFileSync, writeFileSync } = require('node:fs');
  const { user, system } = process.cpuUsage();
  let peak;
  try {
    peak = /^VmHWM:\\s+(\\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  } catch {}
  const mebibytes = Number(peak ?? process.resourceUsage().maxRSS) / 1_024;
  writeFileSync(__filename + '.json', JSON.stringify({ mebibytes, processor: (user + system) / 1e6 }));
});
`;

export const embedded: LocalSection = {
  isLocal: true,
  name: 'embedded',
  description: `the SQLite store and the command line, beside those of commit ${EARLIER_COMMIT}`,
  run: async (bench) => {
    const folder = await mkdtemp(join(tmpdir(), 'codeprism-bench-embedded-'));
    try {
      bench.say(`embedded: building commit ${EARLIER_COMMIT}, and this`);
      const builds = { earlier: await earlierBuild(), own: await ownBuild() };
      const program = await compiledChild('embedded');
      const costProgram = join(folder, 'cost.cjs');
      await writeFile(costProgram, COST_PROGRAM);
      const sides: Sides = { bench, folder, builds, program, costProgram };
      const rows = await startRows(sides);
      const graphs = await Promise.all(
        ['medium-zod.json.gz', 'large-effect.json.gz'].map((name) => bench.graph(name)),
      );
      for (const graph of new Set(graphs))
        rows.push(...(await graphRows(sides, graph, graph === graphs.at(-1))));
      if (graphs[0] !== undefined) {
        rows.push(...(await driverRows(sides, graphs[0])));
        rows.push(...(await growthRows(sides, graphs[0])));
      }
      return rows;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

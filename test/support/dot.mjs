import { readFileSync } from 'node:fs';
import { Graphviz } from '@hpcc-js/wasm-graphviz';

/** `dot -Tsvg` for the examples in the documentation: reads standard input, writes standard output. */
const graphviz = await Graphviz.load();
const form = process.argv[2]?.replace(/^-T/, '');
process.stdout.write(graphviz.layout(readFileSync(0, 'utf8'), form));

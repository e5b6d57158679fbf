import { openFileStore } from '../../../../src/backends/file/index.ts';
import { analysisOf } from '../../../../src/conformance/fixtures.ts';

/** Stores one result again and again, each time of another letter, until it is killed. */
const [directory = ''] = process.argv.slice(2);
const { analysis } = await openFileStore({ directory });
for (let round = 0; round < 10_000; round++) {
  const letter = String.fromCharCode(0x61 + (round % 26));
  await analysis.storeAnalysis(analysisOf('r', 'a', { data: letter.repeat(2_000_000) }));
  if (round === 1) console.log('storing');
}

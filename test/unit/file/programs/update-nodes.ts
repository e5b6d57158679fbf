import { openFileStore } from '../../../../src/backends/file/index.ts';
import { node } from '../../../../src/conformance/fixtures.ts';
import { StorageError } from '../../../../src/errors/index.ts';

/** Adds so many nodes one by one, each tried until it is acknowledged, as others do in the same folder. */
const [directory = '', who = '', count = '0'] = process.argv.slice(2);
const { graph } = await openFileStore({ directory });
for (let index = 0; index < Number(count); index++) {
  for (;;) {
    try {
      await graph.updateNodes('shared', [node(`${who}-${index}`)]);
      break;
    } catch (error) {
      if (!(error instanceof StorageError && error.retryable)) throw error;
    }
  }
}

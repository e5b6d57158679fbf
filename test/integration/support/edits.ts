import type { Edit } from '../../../src/conformance/random.ts';
import { editStore } from '../../../src/conformance/specs/random-edits.ts';
import type { GraphStorage } from '../../../src/storage/index.ts';

/**
 * Makes a random edit; one that the contract refuses changes nothing,
 * and what it is refused for is for other tests.
 */
export async function makeEdit(graph: GraphStorage, repoId: string, edit: Edit): Promise<void> {
  try {
    await editStore(graph, repoId, edit);
  } catch (error) {
    if ((error as { code?: string }).code !== 'INVALID_GRAPH') throw error;
  }
}

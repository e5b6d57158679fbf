import type { Edit } from '../../../src/conformance/random.ts';
import type { GraphStorage } from '../../../src/storage/index.ts';

/** Makes a random edit; one that the contract refuses changes nothing, and what it is refused for is for other tests. */
export async function makeEdit(graph: GraphStorage, repoId: string, edit: Edit): Promise<void> {
  try {
    await send(graph, repoId, edit);
  } catch (error) {
    if ((error as { code?: string }).code !== 'INVALID_GRAPH') throw error;
  }
}

function send(graph: GraphStorage, repoId: string, edit: Edit): Promise<unknown> {
  switch (edit.sort) {
    case 'storeGraph':
      return graph.storeGraph(edit.graph);
    case 'updateNodes':
      return graph.updateNodes(repoId, edit.nodes);
    case 'updateEdges':
      return graph.updateEdges(repoId, edit.edges);
    case 'deleteNodes':
      return graph.deleteNodes(repoId, edit.ids);
    case 'deleteEdges':
      return graph.deleteEdges(repoId, edit.edges);
    case 'replaceFiles':
      return graph.replaceFiles(repoId, edit.replacement);
    case 'updateGraphMetadata':
      return graph.updateGraphMetadata(repoId, edit.metadata);
  }
}

import type { GraphQueries, GraphStore } from '../../src/index.ts';
import type { Subject } from './job.ts';

/** A question of the library. */
export interface Question {
  /** Whether it is about some nodes, and not about all. */
  readonly isAboutSome: boolean;
  readonly ask: (queries: GraphQueries, subject: Subject, store: GraphStore) => Promise<unknown>;
}

function aboutSome(ask: Question['ask']): Question {
  return { isAboutSome: true, ask };
}

function aboutAll(ask: Question['ask']): Question {
  return { isAboutSome: false, ask };
}

/** Every question, as each build of the library takes it. */
export const QUESTIONS: Readonly<Record<string, Question>> = {
  'find by name': aboutSome((of, { repoId, name }) => of.findNodes(repoId, { name })),
  'find by glob': aboutSome((of, { repoId, name }) => of.findNodes(repoId, { glob: `*${name}*` })),
  at: aboutSome((of, { repoId, file, line }) => of.findNodes(repoId, { file, line })),
  'callers, depth 1': aboutSome((of, { repoId, far }) => of.callers(repoId, { id: far })),
  'callers, depth 3': aboutSome((of, { repoId, far }) => of.callers(repoId, { id: far }, { depth: 3 })),
  'callees, depth 1': aboutSome((of, { repoId, near }) => of.callees(repoId, { id: near })),
  'callees, depth 3': aboutSome((of, { repoId, near }) => of.callees(repoId, { id: near }, { depth: 3 })),
  'call graph': aboutSome((of, { repoId, near }) => of.callGraph(repoId, { id: near })),
  path: aboutSome((of, { repoId, near, far }) =>
    of.callPath(repoId, { id: near }, { id: far }, { depth: Infinity }),
  ),
  stats: aboutSome((of, { repoId }) => of.summary(repoId)),
  repos: aboutSome((_queries, _subject, store) => store.graph.listRepositories()),
  impact: aboutAll((of, { repoId, far }) => of.impactOf(repoId, { nodes: [{ id: far }] })),
  hotspots: aboutAll((of, { repoId }) => of.hotspots(repoId)),
  'cycles of symbols': aboutAll((of, { repoId }) => of.cycles(repoId)),
  'cycles of files': aboutAll((of, { repoId }) => of.cycles(repoId, { by: 'file' })),
  'cycles of folders': aboutAll((of, { repoId }) => of.cycles(repoId, { by: 'folder' })),
  dependencies: aboutAll((of, { repoId }) => of.dependencies(repoId)),
  'why alive': aboutAll((of, { repoId, far }) => of.whyAlive(repoId, { id: far })),
  'if deleted': aboutAll((of, { repoId, near }) => of.ifDeleted(repoId, { id: near })),
  'dead code': aboutAll((of, { repoId }) => of.deadCode(repoId)),
};

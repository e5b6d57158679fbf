// Generated from cypher/ by `npm run generate`; edit the statements there.

import { type Statement, statement } from './statement.ts';

/** Finds old results of analyses */
export const analysisResultAge: Statement<never, never> = statement(
  'schema/analysis-result-age',
  `CREATE INDEX codeprism_analysis_result_age IF NOT EXISTS
FOR (n:AnalysisResult)
ON (n.seconds)`,
);

/** One node a repository and id of an analysis, found by the key's beginning too */
export const analysisResultKey: Statement<never, never> = statement(
  'schema/analysis-result-key',
  `CREATE CONSTRAINT codeprism_analysis_result_key IF NOT EXISTS
FOR (n:AnalysisResult)
REQUIRE n.key IS UNIQUE`,
);

/** Waits until a new index can be used */
export const awaitIndex: Statement<'name', never> = statement(
  'schema/await-index',
  `CALL db.awaitIndex($name, 3600)`,
);

/** A batch is recorded once, which is what makes a repeated one harmless */
export const batchKey: Statement<never, never> = statement(
  'schema/batch-key',
  `CREATE CONSTRAINT codeprism_batch_key IF NOT EXISTS
FOR (n:Batch)
REQUIRE n.key IS UNIQUE`,
);

/** Two nodes never share a key, so concurrent writers cannot make doubles */
export const codeNodeKey: Statement<never, never> = statement(
  'schema/code-node-key',
  `CREATE CONSTRAINT codeprism_code_node_key IF NOT EXISTS
FOR (n:CodeNode)
REQUIRE n.key IS UNIQUE`,
);

/** Marks the database as ours, its schema as complete */
export const createStore: Statement<'name' | 'layoutVersion', { readonly layoutVersion: number }> = statement(
  'schema/create-store',
  `MERGE (store:CodePrismStore {name: $name})
  ON CREATE SET store.nextGeneration = 1
SET
  store.layoutVersion =
    CASE
      WHEN
        store.layoutVersion > toInteger($layoutVersion)
        THEN store.layoutVersion
      ELSE toInteger($layoutVersion)
    END
RETURN store.layoutVersion AS layoutVersion`,
);

/** A generation number is given once */
export const generationNumber: Statement<never, never> = statement(
  'schema/generation-number',
  `CREATE CONSTRAINT codeprism_generation_number IF NOT EXISTS
FOR (n:Generation)
REQUIRE n.generation IS UNIQUE`,
);

/** Our store in this database, if any, and which of our labels nodes have that have our keys too: they may be someone else's */
export const inspectStore: Statement<'name', { readonly layoutVersion: number | null; readonly labelsInUse: readonly string[] }> = statement(
  'schema/inspect-store',
  `OPTIONAL MATCH (store:CodePrismStore {name: $name})
WITH
  store,
  [
    CASE
      WHEN
        EXISTS {
          (n:AnalysisResult)
          WHERE n.key IS NOT NULL
        }
        THEN 'AnalysisResult'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Batch)
          WHERE n.key IS NOT NULL
        }
        THEN 'Batch'
    END,
    CASE
      WHEN
        EXISTS {
          (n:CodeNode)
          WHERE n.key IS NOT NULL
        }
        THEN 'CodeNode'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Generation)
          WHERE n.generation IS NOT NULL
        }
        THEN 'Generation'
    END,
    CASE
      WHEN
        EXISTS {
          (n:Repository)
          WHERE n.repoId IS NOT NULL
        }
        THEN 'Repository'
    END,
    CASE
      WHEN
        EXISTS {
          (n:SourceFile)
          WHERE n.key IS NOT NULL
        }
        THEN 'SourceFile'
    END
  ] AS labels
RETURN
  store.layoutVersion AS layoutVersion,
  [label IN labels WHERE label IS NOT NULL] AS labelsInUse`,
);

/** Indexes over nodes, whether they can be used, and whether they belong to a constraint */
export const listIndexes: Statement<never, { readonly name: string; readonly isUsable: boolean; readonly label: string; readonly properties: readonly string[]; readonly isUnique: boolean }> = statement(
  'schema/list-indexes',
  `SHOW INDEXES
YIELD name, state, type, entityType, labelsOrTypes, properties, owningConstraint
WHERE type = 'RANGE' AND entityType = 'NODE'
RETURN
  name,
  state = 'ONLINE' AS isUsable,
  labelsOrTypes[0] AS label,
  properties,
  owningConstraint IS NOT NULL AS isUnique`,
);

/** Finds nodes of a generation by file */
export const nodeFile: Statement<never, never> = statement(
  'schema/node-file',
  `CREATE INDEX codeprism_node_file IF NOT EXISTS
FOR (n:CodeNode)
ON (n.generation, n.fileKey)`,
);

/** Finds nodes of a generation by name */
export const nodeName: Statement<never, never> = statement(
  'schema/node-name',
  `CREATE INDEX codeprism_node_name IF NOT EXISTS
FOR (n:CodeNode)
ON (n.generation, n.nameKey)`,
);

/** One node a repository */
export const repositoryId: Statement<never, never> = statement(
  'schema/repository-id',
  `CREATE CONSTRAINT codeprism_repository_id IF NOT EXISTS
FOR (n:Repository)
REQUIRE n.repoId IS UNIQUE`,
);

/** The server's version and edition */
export const serverVersion: Statement<never, { readonly version: string; readonly edition: string }> = statement(
  'schema/server-version',
  `CALL dbms.components() YIELD name, versions, edition
  WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version, edition`,
);

/** One node a file of a generation */
export const sourceFileKey: Statement<never, never> = statement(
  'schema/source-file-key',
  `CREATE CONSTRAINT codeprism_source_file_key IF NOT EXISTS
FOR (n:SourceFile)
REQUIRE n.key IS UNIQUE`,
);

/** One store a database */
export const storeName: Statement<never, never> = statement(
  'schema/store-name',
  `CREATE CONSTRAINT codeprism_store_name IF NOT EXISTS
FOR (n:CodePrismStore)
REQUIRE n.name IS UNIQUE`,
);

/** Finds the unstored ends of a generation's edges */
export const unresolvedGeneration: Statement<never, never> = statement(
  'schema/unresolved-generation',
  `CREATE INDEX codeprism_unresolved_generation IF NOT EXISTS
FOR (n:Unresolved)
ON (n.generation)`,
);

/** Gives out a generation number that was never given before, and records who stages it */
export const allocateGeneration: Statement<'name' | 'repoId', { readonly generation: number }> = statement(
  'write/allocate-generation',
  `MATCH (store:CodePrismStore {name: $name})
SET store.nextGeneration = store.nextGeneration + 1
WITH store.nextGeneration - 1 AS generation
CREATE
  (g:Generation
    {
      generation: generation,
      repoId: $repoId,
      state: 'staging',
      touchedAt: timestamp()
    })
RETURN generation`,
);

/** Tells readers that a change in place is under way, completing one left behind; told twice by one writer it is the same */
export const beginChange: Statement<'repoId' | 'token', { readonly generation: number; readonly revision: number }> = statement(
  'write/begin-change',
  `MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
SET r.lock = $token
WITH
  r,
  CASE r.changer
    WHEN $token THEN r.revision
    ELSE coalesce(r.pending, r.revision)
  END AS revision
SET r.revision = revision, r.pending = revision + 1, r.changer = $token
REMOVE r.lock
RETURN r.generation AS generation, revision`,
);

/** Claims a batch of a staged generation for one attempt; gives nothing where the generation is no longer its writer's */
export const claimBatch: Statement<'generation' | 'staleMilliseconds' | 'batch' | 'attempt', { readonly claimed: boolean }> = statement(
  'write/claim-batch',
  `MATCH (g:Generation {generation: toInteger($generation)})
WHERE
  g.state = 'staging' AND
  g.touchedAt > timestamp() - toInteger($staleMilliseconds)
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
RETURN b.attempt = $attempt AS claimed`,
);

/** Lets readers see what a writer that has gone left of its change; one that lives begins its change again */
export const completeChange: Statement<'repoId' | 'changer' | 'generation' | 'pending', { readonly revision: number }> = statement(
  'write/complete-change',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $changer
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.pending = toInteger($pending) AND
  coalesce(r.changer, '') = $changer
SET r.revision = r.pending
REMOVE r.lock, r.pending, r.changer
RETURN r.revision AS revision`,
);

/** Adds edges that are not stored yet between nodes that are, looking up each node once; gives 0 if one is missing */
export const createEdges: Statement<'id' | 'prefix' | 'source' | 'target' | 'type' | 'edgeKind' | 'edgeAttribute' | 'rareEdgeAttributes', { readonly created: number }> = statement(
  'write/create-edges',
  `UNWIND range(0, size($id) - 1) AS i
MATCH (n:CodeNode {key: $prefix + $id[i]})
USING INDEX SEEK n:CodeNode(key)
WITH n, i
ORDER BY i
WITH collect(n) AS nodes
WHERE size(nodes) = size($id)
UNWIND range(0, size($source) - 1) AS i
WITH
  nodes[toInteger($source[i])] AS source,
  nodes[toInteger($target[i])] AS target,
  i
CREATE
  (source)-
    [r:$($type[i]) {kind: $edgeKind[i], attr_edge: $edgeAttribute[0][i]}]->
  (target)
SET r += coalesce($rareEdgeAttributes[i], {})
RETURN count(r) AS created`,
);

/** Adds new nodes, and what ties them to one another, by their positions in the batch: nothing needs to be looked up */
export const createNodes: Statement<'id' | 'label' | 'prefix' | 'generation' | 'repoId' | 'name' | 'nameKey' | 'kind' | 'path' | 'file' | 'pathKey' | 'startByte' | 'endByte' | 'startLine' | 'endLine' | 'startColumn' | 'endColumn' | 'nodeAttribute' | 'rareNodeAttributes' | 'child' | 'container' | 'source' | 'target' | 'type' | 'edgeKind' | 'edgeAttribute' | 'rareEdgeAttributes', never> = statement(
  'write/create-nodes',
  `UNWIND range(0, size($id) - 1) AS i
CREATE
  (n:CodeNode: $($label[i])
    {
      key: $prefix + $id[i],
      generation: toInteger($generation),
      repoId: $repoId,
      id: $id[i],
      name: $name[i],
      nameKey: coalesce($nameKey[i], $name[i]),
      kind: $kind[i],
      file: $path[toInteger($file[i])],
      fileKey: $pathKey[toInteger($file[i])],
      startByte: toInteger($startByte[i]),
      endByte: toInteger($endByte[i]),
      startLine: toInteger($startLine[i]),
      endLine: toInteger($endLine[i]),
      startColumn: toInteger($startColumn[i]),
      endColumn: toInteger($endColumn[i]),
      attr_node: $nodeAttribute[0][i]
    })
SET n += coalesce($rareNodeAttributes[i], {})
WITH n, i
ORDER BY i
WITH collect(n) AS nodes
CALL (nodes) {
  UNWIND range(0, size($child) - 1) AS i
  WITH
    nodes[toInteger($child[i])] AS child,
    nodes[toInteger($container[i])] AS container
  CREATE (child)-[:DECLARED_IN]->(container)
}
UNWIND range(0, size($source) - 1) AS i
WITH
  nodes[toInteger($source[i])] AS source,
  nodes[toInteger($target[i])] AS target,
  i
CREATE
  (source)-
    [r:$($type[i]) {kind: $edgeKind[i], attr_edge: $edgeAttribute[0][i]}]->
  (target)
SET r += coalesce($rareEdgeAttributes[i], {})`,
);

/** Adds the files of a generation */
export const createSourceFiles: Statement<'path' | 'key' | 'generation' | 'repoId' | 'hash' | 'digest', never> = statement(
  'write/create-source-files',
  `UNWIND range(0, size($path) - 1) AS i
CREATE
  (:SourceFile
    {
      key: $key[i],
      generation: toInteger($generation),
      repoId: $repoId,
      path: $path[i],
      hash: $hash[i],
      digest: $digest[i]
    })`,
);

/** Deletes results of a repository's analyses, all of them or those from before a moment, also after a wait for others */
export const deleteAnalysesOf: Statement<'prefix' | 'seconds' | 'nanoseconds', { readonly deleted: number }> = statement(
  'write/delete-analyses-of',
  `MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(key)
WHERE
  a.key STARTS WITH $prefix AND
  ($seconds IS NULL OR
    a.seconds < $seconds OR
    (a.seconds = $seconds AND a.nanoseconds < $nanoseconds))
SET a.lock = true
WITH a
WHERE
  a.key STARTS WITH $prefix AND
  ($seconds IS NULL OR
    a.seconds < $seconds OR
    (a.seconds = $seconds AND a.nanoseconds < $nanoseconds))
DETACH DELETE a
RETURN count(*) AS deleted`,
);

/** Deletes a result of an analysis */
export const deleteAnalysis: Statement<'key', { readonly deleted: number }> = statement(
  'write/delete-analysis',
  `MATCH (a:AnalysisResult {key: $key})
SET a.lock = true
WITH a
WHERE a.key = $key
DETACH DELETE a
RETURN count(*) AS deleted`,
);

/** Deletes where nodes are declared, and the parents they wait for */
export const deleteContainment: Statement<'key', never> = statement(
  'write/delete-containment',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})-[r:DECLARED_IN|AWAITS_PARENT]->()
USING INDEX SEEK n:CodeNode(key)
DELETE r`,
);

/** Deletes edges of some sources: those whose type and target's key are wanted */
export const deleteEdges: Statement<'source' | 'wanted', never> = statement(
  'write/delete-edges',
  `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
DELETE r`,
);

/** Forgets a generation that was swept */
export const deleteGeneration: Statement<'generation', { readonly deleted: number }> = statement(
  'write/delete-generation',
  `MATCH (g:Generation {generation: toInteger($generation), state: 'sweeping'})
DELETE g
RETURN count(*) AS deleted`,
);

/** Deletes unresolved nodes that no edge touches any more */
export const deleteIsolatedEnds: Statement<'key', never> = statement(
  'write/delete-isolated-ends',
  `UNWIND $key AS key
MATCH (n:CodeNode:Unresolved {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT EXISTS { (n)--() }
DELETE n`,
);

/** Deletes results of analyses from before a moment, also after a wait for others */
export const deleteOldAnalyses: Statement<'seconds' | 'nanoseconds', { readonly deleted: number }> = statement(
  'write/delete-old-analyses',
  `MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(seconds)
WHERE
  a.seconds <= toInteger($seconds) AND
  (a.seconds < toInteger($seconds) OR a.nanoseconds < $nanoseconds)
SET a.lock = true
WITH a
WHERE
  a.seconds <= toInteger($seconds) AND
  (a.seconds < toInteger($seconds) OR a.nanoseconds < $nanoseconds)
DETACH DELETE a
RETURN count(*) AS deleted`,
);

/** Takes a repository away from readers and leaves its generation to the sweep */
export const deleteRepository: Statement<'repoId' | 'token', { readonly totalNodes: number; readonly totalEdges: number }> = statement(
  'write/delete-repository',
  `MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
SET r.lock = $token
WITH
  r,
  r.generation AS generation,
  r.totalNodes AS totalNodes,
  r.totalEdges AS totalEdges
DETACH DELETE r
WITH generation, totalNodes, totalEdges
MATCH (g:Generation {generation: generation})
SET g.state = 'sweeping'
RETURN totalNodes, totalEdges`,
);

/** Makes sure that the ends of edges are there, as unresolved nodes where they are not stored */
export const ensureEnds: Statement<'id' | 'prefix' | 'generation', never> = statement(
  'write/ensure-ends',
  `UNWIND $id AS id
MERGE (n:CodeNode {key: $prefix + id})
  ON CREATE SET n :Unresolved, n.generation = toInteger($generation), n.id = id`,
);

/** Lets readers see a change in place; another writer may have done it already */
export const finishChange: Statement<'repoId' | 'token', never> = statement(
  'write/finish-change',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE r.changer = $token AND r.pending IS NOT NULL
SET r.revision = r.pending
REMOVE r.lock, r.pending, r.changer`,
);

/** Marks what some files own as changed since their digests were taken */
export const forgetDigests: Statement<'path' | 'key' | 'generation' | 'repoId', never> = statement(
  'write/forget-digests',
  `UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.digest = null`,
);

/** Takes away the hashes of some files */
export const forgetHashes: Statement<'key', never> = statement(
  'write/forget-hashes',
  `UNWIND $key AS key
MATCH (f:SourceFile {key: key})
REMOVE f.hash`,
);

/** Holds the repository until its marks are removed */
export const forgetMarks: Statement<'repoId' | 'token', { readonly generation: number }> = statement(
  'write/forget-marks',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
REMOVE r.lock, r.marked
RETURN r.generation AS generation`,
);

/** Adds which nodes name a parent that is not stored */
export const insertAwaitedParents: Statement<'child' | 'parent', never> = statement(
  'write/insert-awaited-parents',
  `UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
USING INDEX SEEK child:CodeNode(key)
MATCH (parent:CodeNode {key: $parent[i]})
USING INDEX SEEK parent:CodeNode(key)
CREATE (child)-[:AWAITS_PARENT]->(parent)`,
);

/** Adds which declaration holds which node */
export const insertContainment: Statement<'child' | 'container', never> = statement(
  'write/insert-containment',
  `UNWIND range(0, size($child) - 1) AS i
MATCH (child:CodeNode {key: $child[i]})
USING INDEX SEEK child:CodeNode(key)
MATCH (container:CodeNode {key: $container[i]})
USING INDEX SEEK container:CodeNode(key)
CREATE (child)-[:DECLARED_IN]->(container)`,
);

/** Changes in place that are under way, or that a crash left behind */
export const listChanges: Statement<never, { readonly repoId: string; readonly generation: number; readonly pending: number; readonly changer: string }> = statement(
  'write/list-changes',
  `MATCH (r:Repository)
WHERE r.pending IS NOT NULL AND r.generation IS NOT NULL
RETURN
  r.repoId AS repoId,
  r.generation AS generation,
  r.pending AS pending,
  coalesce(r.changer, '') AS changer`,
);

/** Generations that nobody reads any more, or whose writer has gone */
export const listSweepable: Statement<'graceMilliseconds' | 'abandonedMilliseconds', { readonly generations: readonly number[] }> = statement(
  'write/list-sweepable',
  `MATCH (g:Generation)
WHERE
  (g.state = 'retired' AND
    g.touchedAt <= timestamp() - toInteger($graceMilliseconds)) OR
  (g.state = 'staging' AND
    g.touchedAt <= timestamp() - toInteger($abandonedMilliseconds)) OR
  g.state = 'sweeping'
RETURN collect(g.generation) AS generations`,
);

/** Holds the repository until the change is committed, and forgets its marks; gives nothing if another writer took over */
export const lockChange: Statement<'repoId' | 'token', { readonly generation: number; readonly alreadyApplied: boolean; readonly marked: boolean }> = statement(
  'write/lock-change',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r, coalesce(r.marked, false) AS marked
WHERE r.changer = $token AND r.pending IS NOT NULL
REMOVE r.lock, r.marked
RETURN r.generation AS generation, r.applied = $token AS alreadyApplied, marked`,
);

/** Holds the repository until its marks are set, if it is still as it was seen */
export const lockMarks: Statement<'repoId' | 'token' | 'generation' | 'revision', { readonly generation: number }> = statement(
  'write/lock-marks',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.revision = toInteger($revision) AND
  r.pending IS NULL
SET r.marked = true
REMOVE r.lock
RETURN r.generation AS generation`,
);

/** Holds a repository while it is still as it was seen */
export const lockState: Statement<'repoId' | 'token' | 'generation' | 'revision', { readonly generation: number }> = statement(
  'write/lock-state',
  `MATCH (r:Repository {repoId: $repoId})
SET r.lock = $token
WITH r
WHERE
  r.generation = toInteger($generation) AND
  r.revision = toInteger($revision) AND
  r.pending IS NULL
REMOVE r.lock
RETURN r.generation AS generation`,
);

/** Marks dead nodes, with the reason, for people who look at them */
export const markDead: Statement<'key' | 'reason', never> = statement(
  'write/mark-dead',
  `UNWIND range(0, size($key) - 1) AS i
MATCH (n:CodeNode {key: $key[i]})
USING INDEX SEEK n:CodeNode(key)
SET n :Dead, n.deadReason = $reason[i]`,
);

/** Takes a generation out of its writer's hands before it is swept */
export const markSweeping: Statement<'generation', { readonly generation: number }> = statement(
  'write/mark-sweeping',
  `MATCH (g:Generation {generation: toInteger($generation)})
SET g.touchedAt = timestamp()
WITH g
WHERE g.state <> 'current'
SET g.state = 'sweeping'
RETURN g.generation AS generation`,
);

/** Writes how the totals change, and that this change is applied */
export const recordChange: Statement<'repoId' | 'token' | 'nodeCount' | 'edgeCount', never> = statement(
  'write/record-change',
  `MATCH (r:Repository {repoId: $repoId})
SET
  r.applied = $token,
  r.totalNodes = r.totalNodes + toInteger($nodeCount),
  r.totalEdges = r.totalEdges + toInteger($edgeCount)`,
);

/** Replaces a repository's metadata */
export const setMetadata: Statement<'repoId' | 'version' | 'schemaVersion' | 'seconds' | 'nanoseconds', never> = statement(
  'write/set-metadata',
  `MATCH (r:Repository {repoId: $repoId})
SET
  r.version = toInteger($version),
  r.schemaVersion = $schemaVersion,
  r.lastUpdated =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })`,
);

/** Sets some properties of nodes by the database's own ids, one list a property; gives how many nodes were there */
export const setPropertiesByNumber: Statement<'number' | 'value', { readonly found: number }> = statement(
  'write/set-properties-by-number',
  `UNWIND range(0, size($number) - 1) AS i
MATCH (n:CodeNode)
WHERE id(n) = toInteger($number[i])
SET n.attr_node = $value[0][i]
RETURN count(n) AS found`,
);

/** Sets some properties of nodes that are there, one list a property */
export const setProperties: Statement<'id' | 'prefix' | 'value', never> = statement(
  'write/set-properties',
  `UNWIND range(0, size($id) - 1) AS i
MATCH (n:CodeNode {key: $prefix + $id[i]})
USING INDEX SEEK n:CodeNode(key)
SET n.attr_node = $value[0][i]`,
);

/** Keeps a result of an analysis in place of the one with its key, beside its repository; nothing if that was just deleted */
export const storeAnalysis: Statement<'key' | 'properties' | 'seconds' | 'nanoseconds' | 'repoId', { readonly stored: number }> = statement(
  'write/store-analysis',
  `MERGE (a:AnalysisResult {key: $key})
SET a.lock = true
WITH a
WHERE a.key = $key
SET a = $properties
SET
  a.seconds = toInteger($seconds),
  a.nanoseconds = toInteger($nanoseconds),
  a.timestamp =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })
WITH a
CALL (a) {
  MATCH (r:Repository {repoId: $repoId})
  WHERE r.generation IS NOT NULL
  MERGE (a)-[:OF]->(r)
}
RETURN count(*) AS stored`,
);

/** Deletes some batch records of a key range */
export const sweepBatches: Statement<'from' | 'to' | 'rows', { readonly deleted: number }> = statement(
  'write/sweep-batches',
  `MATCH (b:Batch)
USING INDEX SEEK b:Batch(key)
WHERE b.key >= $from AND b.key < $to
WITH b
LIMIT toInteger($rows)
DELETE b
RETURN count(*) AS deleted`,
);

/** Deletes the nodes of a key range and what is tied to them */
export const sweepNodes: Statement<'after' | 'to', { readonly deleted: number }> = statement(
  'write/sweep-nodes',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to
DETACH DELETE n
RETURN count(*) AS deleted`,
);

/** Deletes the relationships that begin in the nodes of a key range */
export const sweepRelationships: Statement<'after' | 'to', { readonly deleted: number }> = statement(
  'write/sweep-relationships',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to
MATCH (n)-[r]->()
DELETE r
RETURN count(*) AS deleted`,
);

/** Deletes some files of a key range */
export const sweepSourceFiles: Statement<'from' | 'to' | 'rows', { readonly deleted: number }> = statement(
  'write/sweep-source-files',
  `MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to
WITH f
LIMIT toInteger($rows)
DELETE f
RETURN count(*) AS deleted`,
);

/** Moves readers to a staged generation, if the repository is still as its writer saw it */
export const switchGeneration: Statement<'generation' | 'repoId' | 'token' | 'expectedGeneration' | 'expectedRevision' | 'totalNodes' | 'totalEdges' | 'version' | 'schemaVersion' | 'seconds' | 'nanoseconds' | 'analysisPrefix', { readonly oldGeneration: number }> = statement(
  'write/switch-generation',
  `MATCH (g:Generation {generation: toInteger($generation)})
SET g.touchedAt = timestamp()
WITH g
WHERE g.state = 'staging'
MERGE (r:Repository {repoId: $repoId})
  ON CREATE SET r.generation = -1, r.revision = -1
SET r.lock = $token
WITH g, r, r.generation AS oldGeneration
WHERE
  oldGeneration = toInteger($expectedGeneration) AND
  r.revision = toInteger($expectedRevision) AND
  r.pending IS NULL
SET
  g.state = 'current',
  r.generation = g.generation,
  r.revision = 0,
  r.totalNodes = toInteger($totalNodes),
  r.totalEdges = toInteger($totalEdges),
  r.version = toInteger($version),
  r.schemaVersion = $schemaVersion,
  r.lastUpdated =
    datetime({
      epochSeconds: toInteger($seconds),
      nanosecond: toInteger($nanoseconds)
    })
REMOVE r.lock, r.marked
WITH r, oldGeneration
CALL (r) {
  MATCH (a:AnalysisResult)
  USING INDEX SEEK a:AnalysisResult(key)
  WHERE a.key STARTS WITH $analysisPrefix
  MERGE (a)-[:OF]->(r)
}
WITH oldGeneration
// Without the null, all first stores would wait for one lock: on there being no generation -1
OPTIONAL MATCH (old:Generation {generation: nullIf(oldGeneration, -1)})
SET old.state = 'retired', old.touchedAt = timestamp()
RETURN oldGeneration`,
);

/** Tells that the writer of a staged generation is still at work */
export const touchGeneration: Statement<'generation', { readonly generation: number }> = statement(
  'write/touch-generation',
  `MATCH (g:Generation {generation: toInteger($generation), state: 'staging'})
SET g.touchedAt = timestamp()
RETURN g.generation AS generation`,
);

/** Removes the marks of a generation */
export const unmarkDead: Statement<'from' | 'to', { readonly count: number }> = statement(
  'write/unmark-dead',
  `MATCH (n:Dead)
WHERE n.key >= $from AND n.key < $to
REMOVE n :Dead, n.deadReason
RETURN count(n) AS count`,
);

/** Takes nodes out of the graph, leaving unresolved ends for the edges that still touch them */
export const unresolveNodes: Statement<'key', never> = statement(
  'write/unresolve-nodes',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
OPTIONAL MATCH (n)-[derived:DECLARED_IN|AWAITS_PARENT]-(:CodeNode)
DELETE derived
WITH DISTINCT n
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET n :Unresolved
// Not \`SET n = {…}\`: Neo4j 2026.09 would still find a node by a key set so after the same transaction has deleted it.
FOREACH (property IN [
  property IN keys(n)
  WHERE NOT property IN ['key', 'generation', 'id']
] |
  SET n[property] = null
)`,
);

/** Writes whole nodes over what was stored under their keys */
export const upsertNodes: Statement<'id' | 'prefix' | 'generation' | 'repoId' | 'name' | 'nameKey' | 'kind' | 'path' | 'file' | 'pathKey' | 'startByte' | 'endByte' | 'startLine' | 'endLine' | 'startColumn' | 'endColumn' | 'nodeAttribute' | 'label' | 'rareNodeAttributes', never> = statement(
  'write/upsert-nodes',
  `UNWIND range(0, size($id) - 1) AS i
MERGE (n:CodeNode {key: $prefix + $id[i]})
REMOVE n: $ ([label IN labels(n) WHERE label <> 'CodeNode'])
SET
  n =
    {
      key: $prefix + $id[i],
      generation: toInteger($generation),
      repoId: $repoId,
      id: $id[i],
      name: $name[i],
      nameKey: coalesce($nameKey[i], $name[i]),
      kind: $kind[i],
      file: $path[toInteger($file[i])],
      fileKey: $pathKey[toInteger($file[i])],
      startByte: toInteger($startByte[i]),
      endByte: toInteger($endByte[i]),
      startLine: toInteger($startLine[i]),
      endLine: toInteger($endLine[i]),
      startColumn: toInteger($startColumn[i]),
      endColumn: toInteger($endColumn[i]),
      attr_node: $nodeAttribute[0][i]
    }
SET n: $ ($label[i])
SET n += coalesce($rareNodeAttributes[i], {})`,
);

/** Writes digests of what some files own, and deletes files of which there is nothing to tell */
export const writeDigests: Statement<'path' | 'key' | 'generation' | 'repoId' | 'digest' | 'empty', never> = statement(
  'write/write-digests',
  `UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.digest = $digest[i]
WITH f
WHERE f.hash IS NULL AND f.digest = $empty
DELETE f`,
);

/** Writes the hashes of files */
export const writeHashes: Statement<'path' | 'key' | 'empty' | 'generation' | 'repoId' | 'hash', never> = statement(
  'write/write-hashes',
  `UNWIND range(0, size($path) - 1) AS i
MERGE (f:SourceFile {key: $key[i]})
  ON CREATE SET f.digest = $empty
SET
  f.generation = toInteger($generation),
  f.repoId = $repoId,
  f.path = $path[i],
  f.hash = $hash[i]`,
);

/** Results of analyses */
export const analysesByKey: Statement<'keys', { readonly properties: Record<string, unknown> }> = statement(
  'read/analyses-by-key',
  `UNWIND $keys AS key
MATCH (a:AnalysisResult {key: key})
RETURN properties(a) AS properties`,
);

/** Nodes that lie in some declarations, or wait for them as their parents */
export const children: Statement<'key', { readonly id: readonly string[] }> = statement(
  'read/children',
  `UNWIND $key AS key
MATCH (parent:CodeNode {key: key})
USING INDEX SEEK parent:CodeNode(key)
MATCH (parent)<-[:DECLARED_IN|AWAITS_PARENT]-(child:CodeNode)
RETURN collect(DISTINCT child.id) AS id`,
);

/** Where some nodes are declared at present, and which parents they wait for */
export const containment: Statement<'key', { readonly child: readonly string[]; readonly container: readonly string[]; readonly parent: readonly string[] }> = statement(
  'read/containment',
  `UNWIND $key AS key
MATCH (child:CodeNode {key: key})
USING INDEX SEEK child:CodeNode(key)
OPTIONAL MATCH (child)-[:DECLARED_IN]->(container:CodeNode)
OPTIONAL MATCH (child)-[:AWAITS_PARENT]->(parent:CodeNode)
RETURN
  collect(child.id) AS child,
  collect(coalesce(container.key, '')) AS container,
  collect(coalesce(parent.key, '')) AS parent`,
);

/** Edges of a generation with an end that is not stored */
export const countDangling: Statement<'generation' | 'derivedTypes', { readonly dangling: number }> = statement(
  'read/count-dangling',
  `MATCH (n:Unresolved {generation: toInteger($generation)})
USING INDEX SEEK n:Unresolved(generation)
MATCH (n)-[r]-(:CodeNode)
WHERE NOT type(r) IN $derivedTypes
RETURN count(DISTINCT r) AS dangling`,
);

/** The edges that leave the nodes of a key range, one list a property; only the index compares keys by code point */
export const edgePage: Statement<'after' | 'to' | 'derivedTypes', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/edge-page',
  `MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key > $after AND source.key <= $to
MATCH (source)-[r]->(target)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
WITH
  source.id AS source,
  target.id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues`,
);

/** Edges of some sources, those whose type and target's key are wanted, one list a property */
export const edgesByReference: Statement<'source' | 'wanted', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/edges-by-reference',
  `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
WITH
  source.id AS source,
  target.id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues`,
);

/** The edges that leave some nodes, one list a property */
export const edgesFrom: Statement<'key' | 'derivedTypes', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/edges-from',
  `UNWIND $key AS key
MATCH (source:CodeNode {key: key})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
WITH
  source.id AS source,
  target.id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues`,
);

/** The edges whose source is not stored, one list a property */
export const edgesOfUnresolved: Statement<'generation' | 'derivedTypes', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/edges-of-unresolved',
  `MATCH (source:Unresolved {generation: toInteger($generation)})-[r]->(target)
USING INDEX SEEK source:Unresolved(generation)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
WITH
  source.id AS source,
  target.id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues`,
);

/** The edges that leave or reach some nodes, one list a property */
export const edgesTouching: Statement<'key' | 'derivedTypes', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/edges-touching',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})-[r]-(other)
USING INDEX SEEK n:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH r, other
WHERE other:CodeNode
WITH DISTINCT r
WITH
  startNode(r).id AS source,
  endNode(r).id AS target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(source) AS source,
  collect(target) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues`,
);

/** The files of a generation with the digests of what they own; an empty one is out of date */
export const fileDigests: Statement<'from' | 'to', { readonly path: readonly string[]; readonly digest: readonly string[] }> = statement(
  'read/file-digests',
  `MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to
RETURN collect(f.path) AS path, collect(coalesce(f.digest, '')) AS digest`,
);

/** The files in which some nodes lie, '' for ends that are not stored */
export const filesOfNodes: Statement<'key', { readonly file: readonly string[]; readonly found: number }> = statement(
  'read/files-of-nodes',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
RETURN collect(DISTINCT coalesce(n.file, '')) AS file, count(n) AS found`,
);

/** Whether a generation is staging, current, retired or being swept */
export const generationState: Statement<'generation', { readonly state: string }> = statement(
  'read/generation-state',
  `MATCH (g:Generation {generation: toInteger($generation)})
RETURN g.state AS state`,
);

/** Edges of some sources, those whose type and target's key are wanted, each joined into one text */
export const joinedEdgesByReference: Statement<'source' | 'wanted' | 'separator', { readonly source: string; readonly edges: readonly string[] }> = statement(
  'read/joined-edges-by-reference',
  `UNWIND range(0, size($source) - 1) AS i
MATCH (source:CodeNode {key: $source[i]})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE $wanted[i][type(r) + '|' + target.key] IS NOT NULL
WITH
  source,
  $separator AS s,
  properties(r) AS p,
  type(r) AS type,
  target.id AS target
WITH
  source,
  s,
  p,
  target + s + coalesce(p.kind, type) AS ending,
  [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  source,
  collect(
    reduce(
      text = size(names) + s + ending,
      name IN names | text + s + name + s + p[name])) AS texts
WITH source.id AS source, texts
UNWIND range(0, size(texts) - 1, 40) AS i
RETURN source, texts[i..i + 40] AS edges`,
);

/** The edges that leave some nodes, each joined into one text that begins with its number of attributes */
export const joinedEdgesFrom: Statement<'key' | 'derivedTypes' | 'separator', { readonly source: string; readonly edges: readonly string[] }> = statement(
  'read/joined-edges-from',
  `UNWIND $key AS key
MATCH (source:CodeNode {key: key})-[r]->(target)
USING INDEX SEEK source:CodeNode(key)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
WITH
  source,
  $separator AS s,
  properties(r) AS p,
  type(r) AS type,
  target.id AS target
WITH
  source,
  s,
  p,
  target + s + coalesce(p.kind, type) AS ending,
  [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  source,
  collect(
    reduce(
      text = size(names) + s + ending,
      name IN names | text + s + name + s + p[name])) AS texts
WITH source.id AS source, texts
UNWIND range(0, size(texts) - 1, 40) AS i
RETURN source, texts[i..i + 40] AS edges`,
);

/** The edges that leave the nodes of a key range, each joined into one text that begins with its number of attributes */
export const joinedEdges: Statement<'after' | 'to' | 'derivedTypes' | 'separator', { readonly source: string; readonly edges: readonly string[] }> = statement(
  'read/joined-edges',
  `MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key > $after AND source.key <= $to
MATCH (source)-[r]->(target)
WHERE NOT type(r) IN $derivedTypes
WITH source, target, r
WHERE target:CodeNode
WITH
  source,
  $separator AS s,
  properties(r) AS p,
  type(r) AS type,
  target.id AS target
WITH
  source,
  s,
  p,
  target + s + coalesce(p.kind, type) AS ending,
  [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  source,
  collect(
    reduce(
      text = size(names) + s + ending,
      name IN names | text + s + name + s + p[name])) AS texts
WITH source.id AS source, texts
UNWIND range(0, size(texts) - 1, 40) AS i
RETURN source, texts[i..i + 40] AS edges`,
);

/** Stored nodes by key, each joined into one text that begins with its number of attributes, with the database's own ids */
export const joinedNodesByKey: Statement<'key' | 'separator', { readonly nodes: readonly string[]; readonly numbers: readonly number[] }> = statement(
  'read/joined-nodes-by-key',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT n:Unresolved
WITH id(n) AS number, properties(n) AS p, $separator AS s
WITH number, p, s, [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  collect(number) AS numbers,
  collect(
    reduce(
      text
      =
      size(names) +
      s +
      p.id +
      s +
      p.name +
      s +
      p.kind +
      s +
      p.file +
      s +
      p.startByte +
      s +
      p.endByte +
      s +
      p.startLine +
      s +
      p.endLine +
      s +
      p.startColumn +
      s +
      p.endColumn,
      name IN names | text + s + name + s + p[name])) AS texts
UNWIND range(0, size(texts) - 1, 20) AS i
RETURN texts[i..i + 20] AS nodes, numbers[i..i + 20] AS numbers`,
);

/** Stored nodes that lie in some files, each joined into one text that begins with its number of attributes, with the database's own ids */
export const joinedNodesOfFiles: Statement<'file' | 'generation' | 'fileKey' | 'separator', { readonly nodes: readonly string[]; readonly numbers: readonly number[] }> = statement(
  'read/joined-nodes-of-files',
  `UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
WITH id(n) AS number, properties(n) AS p, $separator AS s
WITH number, p, s, [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  collect(number) AS numbers,
  collect(
    reduce(
      text
      =
      size(names) +
      s +
      p.id +
      s +
      p.name +
      s +
      p.kind +
      s +
      p.file +
      s +
      p.startByte +
      s +
      p.endByte +
      s +
      p.startLine +
      s +
      p.endLine +
      s +
      p.startColumn +
      s +
      p.endColumn,
      name IN names | text + s + name + s + p[name])) AS texts
UNWIND range(0, size(texts) - 1, 20) AS i
RETURN texts[i..i + 20] AS nodes, numbers[i..i + 20] AS numbers`,
);

/** The nodes of a key range, each joined into one text that begins with its number of attributes */
export const joinedNodes: Statement<'after' | 'to' | 'separator', { readonly nodes: readonly string[] }> = statement(
  'read/joined-nodes',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to AND NOT n:Unresolved
WITH properties(n) AS p, $separator AS s
WITH p, s, [name IN keys(p) WHERE name STARTS WITH 'attr_'] AS names
WITH
  collect(
    reduce(
      text
      =
      size(names) +
      s +
      p.id +
      s +
      p.name +
      s +
      p.kind +
      s +
      p.file +
      s +
      p.startByte +
      s +
      p.endByte +
      s +
      p.startLine +
      s +
      p.endLine +
      s +
      p.startColumn +
      s +
      p.endColumn,
      name IN names | text + s + name + s + p[name])) AS texts
UNWIND range(0, size(texts) - 1, 20) AS i
RETURN texts[i..i + 20] AS nodes`,
);

/** A repository's results of analyses, without what they found */
export const listAnalyses: Statement<'prefix' | 'type' | 'seconds' | 'nanoseconds', { readonly id: string; readonly type: string; readonly seconds: number; readonly nanoseconds: number }> = statement(
  'read/list-analyses',
  `MATCH (a:AnalysisResult)
USING INDEX SEEK a:AnalysisResult(key)
WHERE
  a.key STARTS WITH $prefix AND
  ($type IS NULL OR a.type = $type) AND
  ($seconds IS NULL OR
    a.seconds > $seconds OR
    (a.seconds = $seconds AND a.nanoseconds >= $nanoseconds))
RETURN
  a.id AS id,
  a.type AS type,
  a.seconds AS seconds,
  a.nanoseconds AS nanoseconds`,
);

/** All repositories */
export const listRepositories: Statement<never, { readonly repoIds: readonly string[] }> = statement(
  'read/list-repositories',
  `MATCH (r:Repository)
WHERE r.generation IS NOT NULL
RETURN collect(r.repoId) AS repoIds`,
);

/** The nodes of a key range, one list a property; only the index compares keys by code point */
export const nodePage: Statement<'after' | 'to', { readonly id: readonly string[]; readonly name: readonly string[]; readonly kind: readonly string[]; readonly file: readonly string[]; readonly startByte: readonly number[]; readonly endByte: readonly number[]; readonly startLine: readonly number[]; readonly endLine: readonly number[]; readonly startColumn: readonly number[]; readonly endColumn: readonly number[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/node-page',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key <= $to AND NOT n:Unresolved
WITH n, [name IN keys(n) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(n.id) AS id,
  collect(n.name) AS name,
  collect(n.kind) AS kind,
  collect(n.file) AS file,
  collect(n.startByte) AS startByte,
  collect(n.endByte) AS endByte,
  collect(n.startLine) AS startLine,
  collect(n.endLine) AS endLine,
  collect(n.startColumn) AS startColumn,
  collect(n.endColumn) AS endColumn,
  collect(names) AS attributeNames,
  collect([name IN names | n[name]]) AS attributeValues`,
);

/** Stored nodes by key, one list a property */
export const nodesByKey: Statement<'key', { readonly id: readonly string[]; readonly name: readonly string[]; readonly kind: readonly string[]; readonly file: readonly string[]; readonly startByte: readonly number[]; readonly endByte: readonly number[]; readonly startLine: readonly number[]; readonly endLine: readonly number[]; readonly startColumn: readonly number[]; readonly endColumn: readonly number[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/nodes-by-key',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT n:Unresolved
WITH n, [name IN keys(n) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(n.id) AS id,
  collect(n.name) AS name,
  collect(n.kind) AS kind,
  collect(n.file) AS file,
  collect(n.startByte) AS startByte,
  collect(n.endByte) AS endByte,
  collect(n.startLine) AS startLine,
  collect(n.endLine) AS endLine,
  collect(n.startColumn) AS startColumn,
  collect(n.endColumn) AS endColumn,
  collect(names) AS attributeNames,
  collect([name IN names | n[name]]) AS attributeValues`,
);

/** Stored nodes that lie in some files, one list a property */
export const nodesOfFiles: Statement<'file' | 'generation' | 'fileKey', { readonly id: readonly string[]; readonly name: readonly string[]; readonly kind: readonly string[]; readonly file: readonly string[]; readonly startByte: readonly number[]; readonly endByte: readonly number[]; readonly startLine: readonly number[]; readonly endLine: readonly number[]; readonly startColumn: readonly number[]; readonly endColumn: readonly number[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[] }> = statement(
  'read/nodes-of-files',
  `UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
WITH n, [name IN keys(n) WHERE name STARTS WITH 'attr_'] AS names
RETURN
  collect(n.id) AS id,
  collect(n.name) AS name,
  collect(n.kind) AS kind,
  collect(n.file) AS file,
  collect(n.startByte) AS startByte,
  collect(n.endByte) AS endByte,
  collect(n.startLine) AS startLine,
  collect(n.endLine) AS endLine,
  collect(n.startColumn) AS startColumn,
  collect(n.endColumn) AS endColumn,
  collect(names) AS attributeNames,
  collect([name IN names | n[name]]) AS attributeValues`,
);

/** The key at which the next page of a generation ends */
export const pageEnd: Statement<'after' | 'to' | 'rows', { readonly lastKey: string | null }> = statement(
  'read/page-end',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key > $after AND n.key < $to
WITH n.key AS key
ORDER BY key
LIMIT toInteger($rows)
RETURN max(key) AS lastKey`,
);

/** A repository's metadata but for its file hashes */
export const repositoryMetadata: Statement<'repoId', { readonly totalNodes: number; readonly totalEdges: number; readonly version: number; readonly schemaVersion: string; readonly seconds: number; readonly nanoseconds: number }> = statement(
  'read/repository-metadata',
  `MATCH (r:Repository {repoId: $repoId})
RETURN
  r.totalNodes AS totalNodes,
  r.totalEdges AS totalEdges,
  r.version AS version,
  r.schemaVersion AS schemaVersion,
  r.lastUpdated.epochSeconds AS seconds,
  r.lastUpdated.nanosecond AS nanoseconds`,
);

/** What readers compare before and after: the generation, its revision, and whether a change is under way; and how large it is */
export const repositoryState: Statement<'repoId', { readonly generation: number; readonly revision: number; readonly pending: boolean; readonly rows: number }> = statement(
  'read/repository-state',
  `MATCH (r:Repository {repoId: $repoId})
WHERE r.generation IS NOT NULL
RETURN
  r.generation AS generation,
  r.revision AS revision,
  r.pending IS NOT NULL AS pending,
  r.totalNodes + r.totalEdges AS rows`,
);

/** The hashed files of a generation */
export const sourceFiles: Statement<'from' | 'to', { readonly path: readonly string[]; readonly hash: readonly string[] }> = statement(
  'read/source-files',
  `MATCH (f:SourceFile)
USING INDEX SEEK f:SourceFile(key)
WHERE f.key >= $from AND f.key < $to AND f.hash IS NOT NULL
RETURN collect(f.path) AS path, collect(f.hash) AS hash`,
);

/** Which of some keys belong to stored nodes */
export const storedIds: Statement<'key', { readonly id: readonly string[] }> = statement(
  'read/stored-ids',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
WHERE NOT n:Unresolved
RETURN collect(n.id) AS id`,
);

/** Every file that a node of a generation lies in */
export const allFiles: Statement<'from' | 'to', { readonly files: readonly string[] }> = statement(
  'query/all-files',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND n.file <> ''
RETURN collect(DISTINCT n.file) AS files`,
);

/** Every name that a node of a generation has */
export const allNames: Statement<'from' | 'to', { readonly names: readonly string[] }> = statement(
  'query/all-names',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND NOT n:Unresolved
RETURN collect(DISTINCT n.name) AS names`,
);

/** All classes and their members, and functions of object literals, with what decides who comes alive with whom */
export const classesAndMembers: Statement<'from' | 'to' | 'subkinds', { readonly kind: string; readonly file: string; readonly language: string; readonly subkind: string; readonly number: readonly number[]; readonly id: readonly string[]; readonly name: readonly string[] }> = statement(
  'query/classes-and-members',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  (n:Class OR
    n:Method OR
    (n:Function AND
      (n.attr_subkind IN $subkinds OR EXISTS { (n)-[:DECLARED_IN]->(:Class) })) OR
    (n:Variable AND
      (n.attr_subkind = 'property' OR EXISTS { (n)-[:DECLARED_IN]->(:Class) })))
WITH
  n.kind AS kind,
  n.file AS file,
  coalesce(n.attr_language, '') AS language,
  coalesce(n.attr_subkind, '') AS subkind,
  collect(id(n)) AS number,
  collect(n.id) AS id,
  collect(n.name) AS name
RETURN kind, file, language, subkind, number, id, name`,
);

/** How many edges there are of each kind */
export const countEdgesByKind: Statement<'from' | 'to' | 'derivedTypes', { readonly kind: string; readonly count: number }> = statement(
  'query/count-edges-by-kind',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to
MATCH (n)-[r]->(target)
WHERE NOT type(r) IN $derivedTypes
WITH r, target
WHERE target:CodeNode
RETURN coalesce(r.kind, type(r)) AS kind, count(*) AS count`,
);

/** How many files nodes lie in */
export const countFiles: Statement<'from' | 'to', { readonly files: number }> = statement(
  'query/count-files',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND n.file <> ''
RETURN count(DISTINCT n.file) AS files`,
);

/** How many nodes there are of each kind */
export const countNodesByKind: Statement<'from' | 'to', { readonly kind: string; readonly count: number }> = statement(
  'query/count-nodes-by-kind',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE n.key >= $from AND n.key < $to AND NOT n:Unresolved
RETURN n.kind AS kind, count(*) AS count`,
);

/** One node to begin at instead of many; it lives in a transaction that is rolled back */
export const createEntrySource: Statement<'key', { readonly source: string }> = statement(
  'query/create-entry-source',
  `CREATE (source:EntrySource)
WITH source
CALL (source) {
  UNWIND $key AS key
  MATCH (entry:CodeNode {key: key})
  USING INDEX SEEK entry:CodeNode(key)
  CREATE (source)-[:ENTRY]->(entry)
}
RETURN DISTINCT elementId(source) AS source`,
);

/** The ends of all relationships of a generation by number, in lists of some chunks; the type stands for the wanted ones */
export const edgeNumbers: Statement<'from' | 'to', { readonly sources: readonly number[]; readonly targets: readonly number[] }> = statement(
  'query/edge-numbers',
  `MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key >= $from AND source.key < $to
MATCH (source)-[r:CALLS]->(target)
WITH source, target
WHERE target:CodeNode
WITH
  id(source) / 1024 AS block,
  collect(id(source)) AS sources,
  collect(id(target)) AS targets
RETURN sources, targets`,
);

/** The edges from some files to some others, one list a property; the type stands for the wanted ones */
export const edgesBetweenFiles: Statement<'file' | 'generation' | 'fileKey' | 'targets', { readonly source: readonly string[]; readonly target: readonly string[]; readonly kind: readonly string[]; readonly attributeNames: readonly (readonly string[])[]; readonly attributeValues: readonly (readonly string[])[]; readonly from: readonly string[]; readonly to: readonly string[] }> = statement(
  'query/edges-between-files',
  `UNWIND range(0, size($file) - 1) AS i
MATCH
  (source:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK source:CodeNode(generation, fileKey)
WHERE source.file = $file[i]
MATCH (source)-[r:CALLS]->(target)
WHERE target.file IN $targets[i]
WITH
  source,
  target,
  r,
  [name IN keys(r) WHERE name STARTS WITH 'attr_'] AS names
WHERE target:CodeNode
RETURN
  collect(source.id) AS source,
  collect(target.id) AS target,
  collect(coalesce(r.kind, type(r))) AS kind,
  collect(names) AS attributeNames,
  collect([name IN names | r[name]]) AS attributeValues,
  collect(source.file) AS from,
  collect(target.file) AS to`,
);

/** Which relationships leave some nodes; the type stands for the wanted ones */
export const edgesFromNumbers: Statement<'number', { readonly type: string; readonly kind: string | null; readonly source: readonly number[]; readonly target: readonly number[] }> = statement(
  'query/edges-from-numbers',
  `UNWIND $number AS number
MATCH (source)
WHERE id(source) = number
CALL (source) {
  MATCH (source)-[r:CALLS]->(target)
  WITH r, target
  WHERE target:CodeNode
  RETURN r, target
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(number) AS source,
  collect(id(target)) AS target`,
);

/** Which relationships lead into some nodes; the type stands for the wanted ones */
export const edgesIntoNumbers: Statement<'number', { readonly type: string; readonly kind: string | null; readonly source: readonly number[]; readonly target: readonly number[] }> = statement(
  'query/edges-into-numbers',
  `UNWIND $number AS number
MATCH (target)
WHERE id(target) = number
CALL (target) {
  MATCH (source)-[r:CALLS]->(target)
  WITH r, source
  WHERE source:CodeNode
  RETURN r, source
}
RETURN
  type(r) AS type,
  r.kind AS kind,
  collect(id(source)) AS source,
  collect(number) AS target`,
);

/** Nodes that fit any entry rule and are not external; a module inside a declaration is no whole file */
export const entryPoints: Statement<'from' | 'to' | 'labels' | 'filePatterns' | 'attributeName' | 'attributeValue' | 'decorators' | 'decoratorEnds' | 'tests' | 'testLabels' | 'testFile' | 'generation' | 'testFileKey' | 'names' | 'nameKey' | 'ofAnyKind' | 'keys' | 'types', { readonly number: readonly number[]; readonly key: readonly string[]; readonly id: readonly string[]; readonly file: readonly string[]; readonly language: readonly string[]; readonly test: readonly string[]; readonly api: readonly boolean[]; readonly hasEdge: readonly boolean[] }> = statement(
  'query/entry-points',
  `CALL () {
  MATCH (n:CodeNode)
  USING INDEX SEEK n:CodeNode(key)
  WHERE
    n.key >= $from AND
    n.key < $to AND
    ((any(label IN labels(n) WHERE label IN $labels) AND
        NOT (n:Module AND EXISTS { (n)-[:DECLARED_IN]->() })) OR
      any(pattern IN $filePatterns WHERE n.file =~ pattern) OR
      any(
        a IN range(0, size($attributeName) - 1)
        WHERE
          n[$attributeName[a]] = $attributeValue[a] OR
          ($attributeValue[a] = '*' AND
            NOT n[$attributeName[a]] IN ['', 'false'])
      ) OR
      any(
        one IN split(n.attr_decorators, ',')
        WHERE
          one IN $decorators OR
          any(end IN $decoratorEnds WHERE one ENDS WITH end)
      ) OR
      ($tests AND
        n.attr_test = 'true' AND
        any(label IN labels(n) WHERE label IN $testLabels)))
  RETURN n
    UNION
  UNWIND range(0, size($testFile) - 1) AS i
  MATCH
    (n:CodeNode {generation: toInteger($generation), fileKey: $testFileKey[i]})
  USING INDEX SEEK n:CodeNode(generation, fileKey)
  WHERE
    n.file = $testFile[i] AND
    coalesce(n.attr_test, '') <> 'false' AND
    any(label IN labels(n) WHERE label IN $testLabels)
  RETURN n
    UNION
  UNWIND range(0, size($names) - 1) AS i
  MATCH (n:CodeNode {generation: toInteger($generation), nameKey: $nameKey[i]})
  USING INDEX SEEK n:CodeNode(generation, nameKey)
  WHERE n.name = $names[i] AND (i < $ofAnyKind OR n:Function OR n:Method)
  RETURN n
    UNION
  UNWIND $keys AS key
  MATCH (n:CodeNode {key: key})
  USING INDEX SEEK n:CodeNode(key)
  RETURN n
}
WITH n
WHERE n.file <> '' AND coalesce(n.attr_external, '') <> 'true'
WITH n
ORDER BY n.key
RETURN
  collect(id(n)) AS number,
  collect(n.key) AS key,
  collect(n.id) AS id,
  collect(n.file) AS file,
  collect(coalesce(n.attr_language, '')) AS language,
  collect(coalesce(n.attr_test, '')) AS test,
  collect(coalesce(n.attr_api, '') = 'true') AS api,
  collect(EXISTS { (n)-[:$any($types)]->() }) AS hasEdge`,
);

/** How many neighbours nodes have that are not external, and how much refers to them; the type stands for the wanted ones */
export const fans: Statement<'from' | 'to', { readonly kind: string; readonly id: readonly string[]; readonly uniqueIn: readonly number[]; readonly weightedIn: readonly number[]; readonly uniqueOut: readonly number[]; readonly weightedOut: readonly number[] }> = statement(
  'query/fans',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  EXISTS { (n)-[r:CALLS]-() } AND
  NOT n:Unresolved AND
  n.file <> '' AND
  coalesce(n.attr_external, '') <> 'true'
CALL (n) {
  MATCH (n)<-[r:CALLS]-(other)
  WHERE other <> n
  WITH r, other
  WHERE other:CodeNode
  RETURN
    count(DISTINCT other) AS uniqueIn,
    sum(
      CASE
        WHEN
          r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
          THEN toFloat(r.attr_count)
        ELSE 1.0
      END) AS weightedIn
}
CALL (n) {
  MATCH (n)-[r:CALLS]->(other)
  WHERE other <> n
  WITH r, other
  WHERE other:CodeNode
  RETURN
    count(DISTINCT other) AS uniqueOut,
    sum(
      CASE
        WHEN
          r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
          THEN toFloat(r.attr_count)
        ELSE 1.0
      END) AS weightedOut
}
WITH *
WHERE uniqueIn + uniqueOut > 0
WITH
  n.kind AS kind,
  id(n) / 1024 AS block,
  collect(n.id) AS id,
  collect(uniqueIn) AS uniqueIn,
  collect(weightedIn) AS weightedIn,
  collect(uniqueOut) AS uniqueOut,
  collect(weightedOut) AS weightedOut
RETURN kind, id, uniqueIn, weightedIn, uniqueOut, weightedOut`,
);

/** Which files refer to which others, how often and how much, by type; the type stands for the wanted ones */
export const filePairs: Statement<'from' | 'to', { readonly file: string; readonly target: readonly string[]; readonly type: readonly string[]; readonly count: readonly number[]; readonly weight: readonly number[] }> = statement(
  'query/file-pairs',
  `MATCH (source:CodeNode)
USING INDEX SEEK source:CodeNode(key)
WHERE source.key >= $from AND source.key < $to AND source.file <> ''
WITH source, source.file AS file
MATCH (source)-[r:CALLS]->(end)
WITH file, end, end.file AS target, r
WHERE target <> file AND target <> '' AND end:CodeNode
WITH
  file,
  target,
  type(r) AS type,
  count(r) AS count,
  sum(
    CASE
      WHEN
        r.attr_count =~ '[0-9]{1,15}' AND toFloat(r.attr_count) > 1
        THEN toFloat(r.attr_count)
      ELSE 1.0
    END) AS weight
RETURN
  file,
  collect(target) AS target,
  collect(type) AS type,
  collect(count) AS count,
  collect(weight) AS weight`,
);

/** In which files nodes of some numbers lie; ends that are not stored in null */
export const filesOfNumbers: Statement<'number', { readonly file: string | null; readonly number: readonly number[] }> = statement(
  'query/files-of-numbers',
  `UNWIND $number AS number
MATCH (n)
WHERE id(n) = number
RETURN n.file AS file, collect(number) AS number`,
);

/** The files, and languages named beside them, in which edges of some types begin */
export const filesWithEdges: Statement<'from' | 'to' | 'types', { readonly file: readonly string[]; readonly language: readonly string[] }> = statement(
  'query/files-with-edges',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  NOT n:Unresolved AND
  EXISTS {
  (n)-[:$any($types)]->()
  }
WITH DISTINCT n.file AS file, coalesce(n.attr_language, '') AS language
RETURN collect(file) AS file, collect(language) AS language`,
);

/** Nodes of a name, by the index of names */
export const findByName: Statement<'generation' | 'nameKey' | 'name', { readonly id: readonly string[] }> = statement(
  'query/find-by-name',
  `MATCH (n:CodeNode {generation: toInteger($generation), nameKey: $nameKey})
USING INDEX SEEK n:CodeNode(generation, nameKey)
WHERE n.name = $name AND NOT n:Unresolved
RETURN collect(n.id) AS id`,
);

/** Nodes of a generation that fit every condition given */
export const findInAll: Statement<'from' | 'to' | 'kinds' | 'namePattern' | 'line' | 'attributeName' | 'attributeValue', { readonly id: readonly string[] }> = statement(
  'query/find-in-all',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  NOT n:Unresolved AND
  ($kinds IS NULL OR n.kind IN $kinds) AND
  ($namePattern IS NULL OR n.name =~ $namePattern) AND
  ($line IS NULL OR (n.startLine <= $line AND $line <= n.endLine)) AND
  all(
    a IN range(0, size($attributeName) - 1)
    WHERE n[$attributeName[a]] = $attributeValue[a]
  )
RETURN collect(n.id) AS id`,
);

/** Which nodes have some numbers, by what they have in common; ends that are not stored have the kind null */
export const nodesByNumber: Statement<'number', { readonly kind: string | null; readonly file: string; readonly language: string; readonly external: string; readonly exported: string; readonly api: string; readonly isProperty: boolean; readonly number: readonly number[]; readonly id: readonly string[]; readonly name: readonly string[] }> = statement(
  'query/nodes-by-number',
  `UNWIND $number AS number
MATCH (n)
WHERE id(n) = number
WITH
  n.kind AS kind,
  n.file AS file,
  n.attr_language AS language,
  n.attr_external AS external,
  n.attr_exported AS exported,
  n.attr_api AS api,
  coalesce(n.attr_subkind, '') = 'property' AS isProperty,
  collect(number) AS number,
  collect(n.id) AS id,
  collect(coalesce(n.name, '')) AS name
RETURN
  kind,
  coalesce(file, '') AS file,
  coalesce(language, '') AS language,
  coalesce(external, '') AS external,
  coalesce(exported, '') AS exported,
  coalesce(api, '') AS api,
  isProperty,
  number,
  id,
  name`,
);

/** The numbers of the nodes that lie in some files */
export const numbersOfFiles: Statement<'file' | 'generation' | 'fileKey', { readonly file: string; readonly number: readonly number[] }> = statement(
  'query/numbers-of-files',
  `UNWIND range(0, size($file) - 1) AS i
MATCH (n:CodeNode {generation: toInteger($generation), fileKey: $fileKey[i]})
USING INDEX SEEK n:CodeNode(generation, fileKey)
WHERE n.file = $file[i] AND NOT n:Unresolved
RETURN $file[i] AS file, collect(id(n)) AS number`,
);

/** The numbers of some nodes */
export const numbersOfKeys: Statement<'key', { readonly id: readonly string[]; readonly number: readonly number[] }> = statement(
  'query/numbers-of-keys',
  `UNWIND $key AS key
MATCH (n:CodeNode {key: key})
USING INDEX SEEK n:CodeNode(key)
RETURN collect(n.id) AS id, collect(id(n)) AS number`,
);

/** The numbers of ends that are not stored, and of nodes of some kinds, by what they have in common */
export const numbersOfKinds: Statement<'from' | 'to' | 'labels' | 'typeSubkinds', { readonly kind: string | null; readonly file: string; readonly language: string; readonly external: string; readonly tellsExports: boolean; readonly judgedAs: 'code' | 'type' | 'nothing'; readonly number: readonly number[] }> = statement(
  'query/numbers-of-kinds',
  `MATCH (n:CodeNode)
USING INDEX SEEK n:CodeNode(key)
WHERE
  n.key >= $from AND
  n.key < $to AND
  any(label IN labels(n) WHERE label IN $labels)
WITH
  n.kind AS kind,
  n.file AS file,
  n.attr_language AS language,
  n.attr_external AS external,
  coalesce(n.attr_exported, '') <> '' OR coalesce(n.attr_api, '') <> '' AS tellsExports,
  CASE
    WHEN n.attr_overload = 'true' THEN 'nothing'
    WHEN
      n.attr_X_type_2d_only = 'true' OR n.attr_subkind IN $typeSubkinds
      THEN 'type'
    ELSE 'code'
  END AS judgedAs,
  collect(id(n)) AS number
RETURN
  kind,
  coalesce(file, '') AS file,
  coalesce(language, '') AS language,
  coalesce(external, '') AS external,
  tellsExports,
  judgedAs,
  number`,
);

/** What some nodes reach, by the fewest steps from any of them; the type and the upper bound stand for the wanted ones */
export const reachedFromNumbers: Statement<'number', { readonly distance: number; readonly number: readonly number[] }> = statement(
  'query/reached-from-numbers',
  `UNWIND $number AS number
MATCH (start)
WHERE id(start) = number
MATCH p = (start)-[:CALLS*1..9]->(n)
WITH n, min(length(p)) AS distance
WHERE n:CodeNode
RETURN distance, collect(id(n)) AS number`,
);

/** The numbers of all nodes that a source node reaches; the type stands for the wanted ones */
export const reachedNumbers: Statement<'source', { readonly number: readonly number[] }> = statement(
  'query/reached-numbers',
  `MATCH (source)
WHERE elementId(source) = $source
MATCH (source)-[:CALLS*1..]->(n)
WITH DISTINCT n
WHERE n:CodeNode
RETURN collect(id(n)) AS number`,
);

/** Who reaches some nodes, by the fewest steps to any of them; the type and the upper bound stand for the wanted ones */
export const reachingNumbers: Statement<'number', { readonly distance: number; readonly number: readonly number[] }> = statement(
  'query/reaching-numbers',
  `UNWIND $number AS number
MATCH (start)
WHERE id(start) = number
MATCH p = (start)<-[:CALLS*1..9]-(n)
WITH n, min(length(p)) AS distance
WHERE n:CodeNode
RETURN distance, collect(id(n)) AS number`,
);

/** Every relationship type of the database */
export const relationshipTypes: Statement<never, { readonly types: readonly string[] }> = statement(
  'query/relationship-types',
  `CALL db.relationshipTypes() YIELD relationshipType
RETURN collect(relationshipType) AS types`,
);

/** What a node reaches, with the fewest steps, and all of each where they are few; type and upper bound stand for the wanted ones */
export const walkCallees: Statement<'repoId' | 'id' | 'shown', { readonly id: readonly string[]; readonly distance: readonly number[]; readonly unresolved: readonly boolean[]; readonly shown: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly file: string; readonly startByte: number; readonly endByte: number; readonly startLine: number; readonly endLine: number; readonly startColumn: number; readonly endColumn: number }[] }> = statement(
  'query/walk-callees',
  `MATCH (r:Repository {repoId: $repoId})
MATCH (start:CodeNode {key: r.generation + '|' + $id})
USING INDEX SEEK start:CodeNode(key)
WHERE NOT start:Unresolved
CALL (start) {
  MATCH p = (start)-[:CALLS*1..9]->(n)
  WITH n, min(length(p)) AS distance
  WHERE n:CodeNode
  RETURN collect(n) AS reached, collect(distance) AS distance
}
RETURN
  [n IN reached | n.id] AS id,
  distance,
  [n IN reached | n:Unresolved] AS unresolved,
  [
    n IN
    CASE
      WHEN size(reached) <= $shown THEN reached
      ELSE []
    END
    WHERE NOT n:Unresolved
    | n {
      .id,
      .name,
      .kind,
      .file,
      .startByte,
      .endByte,
      .startLine,
      .endLine,
      .startColumn,
      .endColumn
    }
  ] AS shown`,
);

/** Who reaches a node, with the fewest steps, and all of each where they are few; type and upper bound stand for the wanted ones */
export const walkCallers: Statement<'repoId' | 'id' | 'shown', { readonly id: readonly string[]; readonly distance: readonly number[]; readonly unresolved: readonly boolean[]; readonly shown: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly file: string; readonly startByte: number; readonly endByte: number; readonly startLine: number; readonly endLine: number; readonly startColumn: number; readonly endColumn: number }[] }> = statement(
  'query/walk-callers',
  `MATCH (r:Repository {repoId: $repoId})
MATCH (start:CodeNode {key: r.generation + '|' + $id})
USING INDEX SEEK start:CodeNode(key)
WHERE NOT start:Unresolved
CALL (start) {
  MATCH p = (start)<-[:CALLS*1..9]-(n)
  WITH n, min(length(p)) AS distance
  WHERE n:CodeNode
  RETURN collect(n) AS reached, collect(distance) AS distance
}
RETURN
  [n IN reached | n.id] AS id,
  distance,
  [n IN reached | n:Unresolved] AS unresolved,
  [
    n IN
    CASE
      WHEN size(reached) <= $shown THEN reached
      ELSE []
    END
    WHERE NOT n:Unresolved
    | n {
      .id,
      .name,
      .kind,
      .file,
      .startByte,
      .endByte,
      .startLine,
      .endLine,
      .startColumn,
      .endColumn
    }
  ] AS shown`,
);

/** Begins a generation that nobody reads until the script ends */
export const beginScript: Statement<'name' | 'layoutVersion' | 'repoId' | 'script', never> = statement(
  'script/begin-script',
  `MATCH (store:CodePrismStore {name: $name})
WHERE store.layoutVersion = $layoutVersion
SET store.nextGeneration = store.nextGeneration + 1
CREATE
  (:Generation
    {
      generation: store.nextGeneration - 1,
      repoId: $repoId,
      state: 'staging',
      script: $script,
      touchedAt: timestamp()
    })`,
);

/** Moves readers to the script's generation, if all of it is there and nobody is changing the repository */
export const finishScript: Statement<'script' | 'derivedTypes' | 'totalNodes' | 'totalEdges' | 'repoId' | 'version' | 'schemaVersion' | 'seconds' | 'nanoseconds' | 'analysisPrefix', never> = statement(
  'script/finish-script',
  `MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH g, toString(g.generation) + '|' AS from, toString(g.generation) + '}' AS to
CALL (from, to) {
  MATCH (n:CodeNode)
  USING INDEX SEEK n:CodeNode(key)
  WHERE n.key >= from AND n.key < to AND NOT n:Unresolved
  RETURN count(n) AS nodes
}
CALL (from, to) {
  MATCH (n:CodeNode)-[r]->()
  USING INDEX SEEK n:CodeNode(key)
  WHERE n.key >= from AND n.key < to AND NOT type(r) IN $derivedTypes
  RETURN count(r) AS edges
}
WITH g
WHERE nodes = $totalNodes AND edges = $totalEdges
MERGE (r:Repository {repoId: $repoId})
  ON CREATE SET r.generation = -1, r.revision = -1
SET r.lock = $script
WITH g, r, r.generation AS oldGeneration
WHERE r.pending IS NULL
SET
  g.state = 'current',
  r.generation = g.generation,
  r.revision = 0,
  r.totalNodes = $totalNodes,
  r.totalEdges = $totalEdges,
  r.version = $version,
  r.schemaVersion = $schemaVersion,
  r.lastUpdated = datetime({epochSeconds: $seconds, nanosecond: $nanoseconds})
REMOVE r.lock
WITH r, oldGeneration
CALL (r) {
  MATCH (a:AnalysisResult)
  WHERE a.key STARTS WITH $analysisPrefix
  MERGE (a)-[:OF]->(r)
}
WITH oldGeneration
// Without the null, all first stores would wait for one lock: on there being no generation -1
OPTIONAL MATCH (old:Generation {generation: nullIf(oldGeneration, -1)})
SET old.state = 'retired', old.touchedAt = timestamp()`,
);

/** Adds edges, and what is derived from the nodes, given as columns; an empty kind is the type */
export const scriptEdges: Statement<'script' | 'source' | 'target' | 'type' | 'kind' | 'attribute' | 'attributes', never> = statement(
  'script/script-edges',
  `MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  toString(g.generation) + '|' AS prefix,
  $source AS source,
  $target AS target,
  $type AS type,
  $kind AS kind,
  $attribute AS attribute
UNWIND range(0, size(source) - 1) AS i
MATCH (a:CodeNode {key: prefix + source[i]})
USING INDEX SEEK a:CodeNode(key)
MATCH (b:CodeNode {key: prefix + target[i]})
USING INDEX SEEK b:CodeNode(key)
CREATE (a)-[r:$(type[i]) {kind: nullIf(kind[i], '')}]->(b)
SET r += $attributes`,
);

/** Adds ends of edges that are not stored */
export const scriptEnds: Statement<'script' | 'id', never> = statement(
  'script/script-ends',
  `MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH g, toString(g.generation) + '|' AS prefix
UNWIND $id AS id
CREATE
  (:CodeNode:Unresolved {key: prefix + id, generation: g.generation, id: id})`,
);

/** Adds files, given as columns; a hash or digest that is there has a mark before it */
export const scriptFiles: Statement<'script' | 'key' | 'path' | 'hash' | 'digest', never> = statement(
  'script/script-files',
  `MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  g,
  toString(g.generation) + '|' AS prefix,
  $key AS key,
  $path AS path,
  $hash AS hash,
  $digest AS digest
UNWIND range(0, size(key) - 1) AS i
CREATE
  (:SourceFile
    {
      key: prefix + key[i],
      generation: g.generation,
      repoId: g.repoId,
      path: path[i],
      hash: substring(nullIf(hash[i], ''), 1),
      digest: substring(nullIf(digest[i], ''), 1)
    })`,
);

/** Adds nodes, given as columns; a span is six numbers */
export const scriptNodes: Statement<'script' | 'id' | 'label' | 'name' | 'nameKey' | 'kind' | 'file' | 'fileKey' | 'span' | 'attribute' | 'attributes', never> = statement(
  'script/script-nodes',
  `MATCH (g:Generation {script: $script, state: 'staging'})
SET g.touchedAt = timestamp()
WITH
  g,
  toString(g.generation) + '|' AS prefix,
  $id AS id,
  $label AS label,
  $name AS name,
  $nameKey AS nameKey,
  $kind AS kind,
  $file AS file,
  $fileKey AS fileKey,
  $span AS span,
  $attribute AS attribute
UNWIND range(0, size(id) - 1) AS i
WITH *, [number IN split(span[i], ' ') | toInteger(number)] AS place
CREATE
  (n:CodeNode: $(label[i])
    {
      key: prefix + id[i],
      generation: g.generation,
      repoId: g.repoId,
      id: id[i],
      name: name[i],
      nameKey: nameKey[i],
      kind: kind[i],
      file: file[i],
      fileKey: fileKey[i],
      startByte: place[0],
      endByte: place[1],
      startLine: place[2],
      endLine: place[3],
      startColumn: place[4],
      endColumn: place[5]
    })
SET n += $attributes`,
);

/** Says what has become of it */
export const scriptOutcome: Statement<'repoId' | 'script', { readonly outcome: string }> = statement(
  'script/script-outcome',
  `OPTIONAL MATCH (r:Repository {repoId: $repoId})
OPTIONAL MATCH (g:Generation {generation: r.generation})
RETURN
  CASE g.script
    WHEN $script THEN 'Stored.'
    ELSE
      'Not stored: a statement failed, somebody is changing the repository, or the database has a newer layout.'
  END AS outcome`,
);

import type { Plan } from 'neo4j-driver';

/**
 * Procedures that read the graph, what stands in its indexes, or which labels, types and properties it has.
 * Others change or show the server's own state, what other sessions ask for included.
 */
const PROCEDURES: ReadonlySet<string> = new Set([
  ...['db.labels', 'db.relationshipTypes', 'db.propertyKeys', 'db.ping'],
  ...['db.schema.visualization', 'db.schema.nodeTypeProperties', 'db.schema.relTypeProperties'],
  ...['db.index.fulltext.queryNodes', 'db.index.fulltext.queryRelationships'],
  ...['db.index.vector.queryNodes', 'db.index.vector.queryRelationships'],
]);

/**
 * Operators that find, follow, join, filter, order or give rows, by the names of Neo4j's manual. What is not
 * here writes, locks, loads files, shows or ends what others do, or is not known yet.
 */
const READING: readonly RegExp[] = [
  /^(Partitioned)?(All|Node|Multi|Directed|Undirected|Intersection|Union|Subtraction)[A-Za-z]*(Scan|Seek|SeekByRange)$/,
  /^(Node|Relationship)CountFromCountStore$/,
  /^(Optional|VarLength|Repeat|BidirectionalRepeat|StatefulShortestPath|Pruning)?(Expand)?(\([A-Za-z, ]+\))?$/,
  /^(ShortestPath|ProjectEndpoints|RepeatTrail|BidirectionalRepeatTrail|RepeatWalk)(\([A-Za-z, ]+\))?$/,
  /^(|Semi|AntiSemi|LetSemi|LetAntiSemi|SelectOr(Anti)?Semi|LetSelectOr(Anti)?Semi|RollUp|Conditional|AntiConditional)Apply$/,
  /^(Triadic(Selection|Build|Filter)|CartesianProduct|AssertSameNode|AssertSameRelationship|Argument|ArgumentTracker)$/,
  /^(Node|Value|Left|Right|NodeLeft|NodeRight)(Outer)?HashJoin$/,
  /^(Filter|Projection|Cache(d)?Properties|RemoteBatchProperties(WithFilter)?|Eager|Optional|Prober|PreserveOrder)$/,
  /^(Distinct|OrderedDistinct|Aggregation|EagerAggregation|OrderedAggregation)$/,
  /^(Sort|PartialSort|Top|PartialTop|Top1WithTies|Limit|ExhaustiveLimit|Skip)$/,
  /^(Unwind|PartitionedUnwind|Union|OrderedUnion|ProduceResults|EmptyResult|EmptyRow|DropResult|ErrorPlan)$/,
];

/**
 * What in a statement's plan is more than a reading of the graph: a procedure's or
 * an operator's name, `undefined` where nothing is.
 */
export function beyondReading({ operatorType, arguments: details, children }: Plan): string | undefined {
  // The planner's runtime appends the database's name: `Expand(All)@neo4j`.
  const name = operatorType.replace(/@.*$/, '');
  const own = name === 'ProcedureCall' ? unknownProcedure(details) : unknownOperator(name);
  if (own !== undefined) return own;
  for (const child of children) {
    const found = beyondReading(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownOperator(name: string): string | undefined {
  return name !== '' && READING.some((known) => known.test(name)) ? undefined : name;
}

function unknownProcedure(details: Readonly<Record<string, unknown>>): string | undefined {
  const text = String(details.Details ?? '');
  const called = /^\s*([A-Za-z_][\w.]*)\s*\(/.exec(text)?.[1];
  return called !== undefined && PROCEDURES.has(called) ? undefined : (called ?? 'a procedure');
}

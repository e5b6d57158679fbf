// Where some nodes are declared at present, and which parents they wait for
UNWIND $key AS key
MATCH (child:CodeNode {key: key})
USING INDEX SEEK child:CodeNode(key)
OPTIONAL MATCH (child)-[:DECLARED_IN]->(container:CodeNode)
OPTIONAL MATCH (child)-[:AWAITS_PARENT]->(parent:CodeNode)
RETURN
  collect(child.id) AS child,
  collect(coalesce(container.key, '')) AS container,
  collect(coalesce(parent.key, '')) AS parent

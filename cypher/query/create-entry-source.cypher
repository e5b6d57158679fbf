// One node to begin at instead of many; it lives in a transaction that is rolled back
CREATE (source:EntrySource)
WITH source
CALL (source) {
  UNWIND $key AS key
  MATCH (entry:CodeNode {key: key})
  USING INDEX SEEK entry:CodeNode(key)
  CREATE (source)-[:ENTRY]->(entry)
}
RETURN DISTINCT elementId(source) AS source

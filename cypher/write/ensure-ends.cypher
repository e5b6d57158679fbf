// Makes sure that the ends of edges are there, as unresolved nodes where they are not stored
UNWIND $id AS id
MERGE (n:CodeNode {key: $prefix + id})
  ON CREATE SET n :Unresolved, n.generation = toInteger($generation), n.id = id

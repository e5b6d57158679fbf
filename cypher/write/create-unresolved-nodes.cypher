// Adds the ends of edges that are not stored themselves, exactly once a batch
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
WITH b
WHERE b.attempt = $attempt
UNWIND range(0, size($id) - 1) AS i
CREATE
  (:CodeNode:Unresolved
    {key: $key[i], generation: toInteger($generation), id: $id[i]})

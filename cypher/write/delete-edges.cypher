// Deletes edges by both ends and type; without the hints the planner goes through all edges of the source
UNWIND range(0, size($source) - 1) AS i
MATCH
  (source:CodeNode {key: $source[i]})-[r:$($type[i])]->
  (target:CodeNode {key: $target[i]})
USING INDEX source:CodeNode(key)
USING INDEX target:CodeNode(key)
DELETE r

// Deletes edges by both ends and type
UNWIND range(0, size($source) - 1) AS i
MATCH
  (source:CodeNode {key: $source[i]})-[r:$($type[i])]->
  (target:CodeNode {key: $target[i]})
DELETE r

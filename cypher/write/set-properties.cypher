// Sets some properties of nodes that are there, one list a property
UNWIND range(0, size($id) - 1) AS i
MATCH (n:CodeNode {key: $prefix + $id[i]})
USING INDEX SEEK n:CodeNode(key)
SET n.attr_node = $value[0][i]

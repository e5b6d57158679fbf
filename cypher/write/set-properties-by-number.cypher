// Sets some properties of nodes by the database's own ids, one list a property; gives how many nodes were there
UNWIND range(0, size($number) - 1) AS i
MATCH (n:CodeNode)
WHERE id(n) = toInteger($number[i])
SET n.attr_node = $value[0][i]
RETURN count(n) AS found

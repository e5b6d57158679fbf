// Removes the marks of a generation
MATCH (n:Dead)
WHERE n.key >= $from AND n.key < $to
REMOVE n :Dead, n.deadReason
RETURN count(n) AS count

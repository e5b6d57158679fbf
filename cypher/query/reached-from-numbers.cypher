// What some nodes reach, by the fewest steps from any of them; the type and the upper bound stand for the wanted ones
UNWIND $number AS number
MATCH (start)
WHERE id(start) = number
MATCH p = (start)-[:CALLS*1..9]->(n)
WITH n, min(length(p)) AS distance
WHERE n:CodeNode
RETURN distance, collect(id(n)) AS number

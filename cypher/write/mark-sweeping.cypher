// Takes a generation out of its writer's hands before it is swept
MATCH (g:Generation {generation: toInteger($generation)})
SET g.touchedAt = timestamp()
WITH g
WHERE g.state <> 'current'
SET g.state = 'sweeping'
RETURN g.generation AS generation

// Tells that the writer of a staged generation is still at work
MATCH (g:Generation {generation: toInteger($generation), state: 'staging'})
SET g.touchedAt = timestamp()
RETURN g.generation AS generation

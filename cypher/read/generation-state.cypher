// Whether a generation is staging, current, retired or being swept
MATCH (g:Generation {generation: toInteger($generation)})
RETURN g.state AS state

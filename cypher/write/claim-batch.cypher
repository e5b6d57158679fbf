// Claims a batch of a staged generation for one attempt; gives nothing where the generation is no longer its writer's
MATCH (g:Generation {generation: toInteger($generation)})
WHERE
  g.state = 'staging' AND
  g.touchedAt > timestamp() - toInteger($staleMilliseconds)
MERGE (b:Batch {key: $batch})
  ON CREATE SET b.attempt = $attempt
RETURN b.attempt = $attempt AS claimed

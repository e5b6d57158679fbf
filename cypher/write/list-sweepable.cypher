// Generations that nobody reads any more, or whose writer has gone
MATCH (g:Generation)
WHERE
  (g.state = 'retired' AND
    g.touchedAt <= timestamp() - toInteger($graceMilliseconds)) OR
  (g.state = 'staging' AND
    g.touchedAt <= timestamp() - toInteger($abandonedMilliseconds)) OR
  g.state = 'sweeping'
RETURN collect(g.generation) AS generations

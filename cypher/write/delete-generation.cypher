// Forgets a generation that was swept
MATCH (g:Generation {generation: toInteger($generation), state: 'sweeping'})
DELETE g
RETURN count(*) AS deleted

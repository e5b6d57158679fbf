// The server's version and edition
// Column version: string
// Column edition: string
CALL dbms.components() YIELD name, versions, edition
  WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version, edition

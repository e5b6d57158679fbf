// One node a repository
CREATE CONSTRAINT codeprism_repository_id IF NOT EXISTS
FOR (n:Repository)
REQUIRE n.repoId IS UNIQUE

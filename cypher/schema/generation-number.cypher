// A generation number is given once
CREATE CONSTRAINT codeprism_generation_number IF NOT EXISTS
FOR (n:Generation)
REQUIRE n.generation IS UNIQUE

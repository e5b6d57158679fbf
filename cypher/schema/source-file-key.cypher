// One node a file of a generation
CREATE CONSTRAINT codeprism_source_file_key IF NOT EXISTS
FOR (n:SourceFile)
REQUIRE n.key IS UNIQUE

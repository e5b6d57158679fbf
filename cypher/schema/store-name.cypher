// One store a database
CREATE CONSTRAINT codeprism_store_name IF NOT EXISTS
FOR (n:CodePrismStore)
REQUIRE n.name IS UNIQUE

/** Says which SQL would bring the migrated database to what the entities describe; there must be none. */
import { createTestDatabase } from '../dist/test/support/database.js';

const db = await createTestDatabase();
try {
  const { upQueries } = await db.dataSource.driver.createSchemaBuilder().log();
  for (const { query } of upQueries) console.error(query);
  if (upQueries.length > 0) {
    console.error(`The entities and the migrations differ in ${upQueries.length} statements (above).`);
    process.exitCode = 1;
  }
} finally {
  await db.close();
}

import { lexicographicSortSchema, printSchema } from "graphql";
import { createSchema } from "../../src/schema.ts";

/** The API's contract as the resolvers and types make it, sorted so that moving a class changes nothing. */
export async function schemaText(): Promise<string> {
  const schema = await createSchema(null);
  return `# What the API offers. Written by npm run generate from the server's types and resolvers; a test compares the two.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}

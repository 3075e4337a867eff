// The contender: PostGraphile 5 over the same tables, as the same role under the same row-level security.
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { TYPES } from "postgraphile/@dataplan/pg";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const { url, poolSize, viewers } = JSON.parse(process.argv[2]);

const { query } = pg.Client.prototype;
let statements = 0;
pg.Client.prototype.query = function (...parameters) {
  statements += 1;
  return query.apply(this, parameters);
};

/** PostGraphile warns of every type that it has no codec for. This one is of no use to anybody who reads. */
const withoutTransactionIds = {
  name: "WithoutTransactionIds",
  version: "1.0.0",
  gather: {
    hooks: {
      pgCodecs_findPgCodec(_info, event) {
        if (event.pgType.typname === "xid8") event.pgCodec = TYPES.text;
      },
    },
  },
};

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: url, schemas: ["public"], poolConfig: { max: poolSize }, pubsub: false })],
  schema: { defaultBehavior: "+connection +list +orderBy +condition" },
  plugins: [withoutTransactionIds],
  grafast: { context: ({ node }) => ({ pgSettings: viewers[Number(node.req.headers["x-bench-viewer"])].settings }) },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
});
const server = createServer();
await pgl.createServ(grafserv).addTo(server);
const [answer] = server.listeners("request");
server.removeAllListeners("request");
server.on("request", (request, response) => {
  if (request.url === "/statements") response.end(String(statements));
  else answer(request, response);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`));
process.on("SIGTERM", () => process.exit(0));

import { loadDemonstration } from "../../../seeds/demonstration.ts";
import { createApp } from "../../src/app.ts";
import { run } from "../../src/run.ts";

/** As many families as make a few batches, and load in a moment. */
const FAMILIES = 1_100;

/** The whole service as npm starts it, over a small county. */
await run(async () => ({
  loadDemonstration: (options) => loadDemonstration({ ...options, families: FAMILIES }),
  createApp: async (options) => ({ ...(await createApp(options)), demonstrationAccounts: async () => [] }),
}));

import { loadDemonstration } from "../../seeds/demonstration.ts";
import { migrate } from "../src/database/migrate.ts";
import type { Template } from "./cluster.ts";
import { PASSWORD } from "./town.ts";

/** The demonstration as `npm start` loads it: made once per run, in the first test file that asks for it, then cloned. */
export const cohortTemplate: Template = {
  name: "wtwf_cohort",
  prepare: async (urls) => {
    await migrate(urls.owner);
    await loadDemonstration({ urls, password: PASSWORD, log: () => undefined });
  },
};

import { expect, it } from "vitest";
import { startApi } from "../../server/test/api-client.ts";
import { cohortTemplate } from "../../server/test/cohort.ts";
it("plays", async () => { const t=Date.now(); const api = await startApi(cohortTemplate); console.log(Date.now()-t); await api.stop(); expect(1).toBe(1); }, 120000);

import { run } from "./run.ts";

await run(async () => {
  const [{ createApp }, { demonstrationAccounts, loadDemonstration }] = await Promise.all([
    import("./app.ts"),
    import("../../seeds/demonstration.ts"),
  ]);
  return { createApp, demonstrationAccounts, loadDemonstration };
});

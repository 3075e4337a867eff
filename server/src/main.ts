import { type Parts, run } from "./run.ts";

await run(async (): Promise<Parts> => {
  const [{ createApp }, { loadDemonstration }] = await Promise.all([import("./app.ts"), importDemonstration()]);
  return {
    loadDemonstration,
    createApp: async (options) => {
      const app = await createApp(options);
      return { ...app, demonstrationAccounts: async () => (await app.services.viewers.service()).demonstrationAccounts };
    },
  };
});

function importDemonstration(): Promise<Pick<Parts, "loadDemonstration">> {
  const path: string = "../../seeds/demonstration.ts";
  return import(path);
}

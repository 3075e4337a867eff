import { type Parts, run } from "./run.ts";

await run(async (): Promise<Parts> => {
  const { createApp } = await import("./app.ts");
  return {
    loadDemonstration: async (options) => (await importDemonstration()).loadDemonstration(options),
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

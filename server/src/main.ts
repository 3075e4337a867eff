import { type Parts, run } from "./run.ts";

await run(async (): Promise<Parts> => {
  const { createApp } = await import("./app.ts");
  return {
    loadDemonstration: async (options) => {
      const { loadDemonstration } = await import("../../seeds/demonstration.ts");
      await loadDemonstration(options);
    },
    createApp: async (options) => {
      const app = await createApp(options);
      return {
        ...app,
        demonstrationAccounts: async () => (await app.services.viewers.service()).demonstrationAccounts,
        firstAdministratorLink: () => app.services.firstAdministrators.link(),
      };
    },
  };
});

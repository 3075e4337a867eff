import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The content security policy allows no data: URLs and no inline code, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
  },
  // govuk-frontend still carries hacks for old browsers that Lightning CSS would refuse.
  css: { lightningcss: { errorRecovery: true } },
  server: {
    port: 5173,
    proxy: { "/graphql": { target: process.env.API_URL ?? "http://localhost:4000" } },
  },
});

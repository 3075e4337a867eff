// Who may import whom on the server and in the seeds: server/src's folders, the jobs told by file suffixes, and the
// order of the modules. The portal's rules are in biome.json, whose parser reads TSX.
//
// Parsed by swc, which reads TypeScript 7 syntax and counts type-only imports as imports: knowing another part's
// shape is depending on it.

const ORDER = [
  "agencies",
  "families",
  "criteria",
  "assessments",
  "plans",
  "attachment",
  "claims",
  "delivery",
  "matching",
  "reports",
  "machines",
  "corrections",
  "tasks",
];

const source = "^(server/src|seeds)/";
const modules = "^server/src/modules";
const test = "\\.(test|scenarios)\\.ts$";

/** Closed words and the shape of facts (agency kinds, criteria, principles): every part speaks them. */
const WORDS = "^server/src/modules/criteria/facts\\.rules\\.ts$";

/** Rules that read data from a file. */
const DATA = "^server/src/modules/criteria/(outcomes-plan|plan-measures|terms)\\.rules\\.ts$";

/** What stands beside the modules' order, for any of them to call: the log of who saw and did what, and rights. */
const BESIDE = ["audit", "rights"];

/** A rule that files of one job, by suffix, import only what is listed. */
const job = (suffix, allowed, comment, not = []) => ({
  name: `${suffix}-imports`,
  severity: "error",
  comment,
  from: { path: `${source}.*\\.${suffix}\\.ts$`, pathNot: not },
  to: { pathNot: allowed },
});

/** A rule that files of one job import nothing of what is listed. */
const never = (suffix, forbidden, comment) => ({
  name: `${suffix}-never`,
  severity: "error",
  comment,
  from: { path: `${source}.*\\.${suffix}\\.ts$` },
  to: { path: forbidden },
});

const npm = (...names) => names.map((name) => `^node_modules/${name}/`);
const suffixes = (...names) => `\\.(${names.join("|")})\\.ts$`;

/** shared/ without what reads the machine: rules and policies are told the day, they never ask for it. */
const pure = "^server/src/shared/(?!clock|paths|startup-error)";

const laterModules = ORDER.map((name, position) => ({
  name: `${name}-before-later-modules`,
  severity: "error",
  comment: `Modules have an order (${ORDER.join(" -> ")}): a later one may use an earlier one, never the other way.`,
  from: { path: `${modules}/${name}/`, pathNot: test },
  to: { path: `${modules}/(${[...ORDER.slice(position + 1), "none"].join("|")})/`, pathNot: WORDS },
}));

module.exports = {
  forbidden: [
    job("rules", [suffixes("rules"), pure], "Rules are pure: other rules and shared values only. No clock, no promise, no framework.", [
      DATA,
    ]),
    {
      name: "rules-of-data-imports",
      severity: "error",
      comment: "An outcomes plan and the school terms are data from files: zod says what is wrong with one. Otherwise as any rules.",
      from: { path: DATA },
      to: { pathNot: [suffixes("rules"), pure, ...npm("zod")] },
    },
    job(
      "policy",
      [suffixes("rules", "policy"), pure, "^server/src/access/(viewer|roles|decision|permissions)\\.ts$"],
      "A policy decides from rules, the viewer and plain facts.",
    ),
    job("entity", [...npm("typeorm"), suffixes("rules"), pure], "An entity is columns only; rules lend it their closed words."),
    job(
      "type",
      [...npm("type-graphql", "graphql"), suffixes("type", "rules"), pure, "^server/src/graphql/", "^server/src/access/roles\\.ts$"],
      "What the world sees knows neither entities nor services: rows map to types by shape.",
    ),
    job(
      "inputs",
      [...npm("type-graphql", "graphql", "class-validator"), suffixes("inputs", "type", "rules"), pure, "^server/src/graphql/"],
      "Arguments and their validation.",
    ),
    never(
      "service",
      [
        suffixes("inputs", "resolver"),
        "^server/src/(http|schema|app|services)",
        ...npm("express", "@types/express", "type-graphql", "class-validator", "@apollo/server"),
      ],
      "A service is given values by whoever calls it: it knows neither the request nor the API's classes.",
    ),
    never(
      "(reads|parts)",
      [
        suffixes("inputs", "resolver", "entity"),
        "^server/src/(http|schema|app|services)",
        ...npm("express", "type-graphql", "typeorm", "class-validator"),
      ],
      "Reads are SQL and the rows that it answers with.",
    ),
    never(
      "resolver",
      [suffixes("entity", "resolver"), "^server/src/(database|http|app|services)", ...npm("typeorm", "pg", "express", "@types/express")],
      "A resolver goes from input to service to payload: the tables are the service's.",
    ),
    ...laterModules,
    {
      name: "beside-the-order",
      severity: "error",
      comment: "Audit and rights serve every module, so they may lean on none.",
      from: { path: `${modules}/(${BESIDE.join("|")})/`, pathNot: test },
      to: { path: `${modules}/(${ORDER.join("|")})/`, pathNot: WORDS },
    },
    {
      name: "a-module-in-the-order",
      severity: "error",
      comment: "A new module is given its place in the order, here and in README.md.",
      from: { path: source },
      to: { path: `${modules}/`, pathNot: `${modules}/(${[...ORDER, ...BESIDE].join("|")})/` },
    },
    {
      name: "another-modules-insides",
      severity: "error",
      comment: "Of another module one uses its services, rules, types, policies and reads; its entities, inputs and resolvers are its own.",
      from: { path: `${modules}/([^/]+)/` },
      to: { path: `${modules}/.*${suffixes("entity", "inputs", "resolver", "loaders")}`, pathNot: `${modules}/$1/` },
    },
    {
      name: "no-circles",
      severity: "error",
      comment: "No circles between files of different folders.",
      from: { path: source },
      to: { circular: true },
    },
    {
      name: "shared-leans-on-nothing",
      severity: "error",
      comment: "Shared values are the ground floor.",
      from: { path: "^server/src/shared/", pathNot: test },
      to: { path: "^(server|seeds)/", pathNot: "^server/src/shared/" },
    },
    {
      name: "database-below-modules",
      severity: "error",
      comment: "The way to the tables knows who looks, and nothing of what stands in them.",
      from: { path: "^server/src/database/", pathNot: test },
      to: { path: "^server/src/", pathNot: "^server/src/(database|shared)/|^server/src/access/viewer\\.ts$" },
    },
    {
      name: "graphql-below-modules",
      severity: "error",
      comment: "Connections, limits and masking serve every module; their enums are made of the rules' closed words.",
      from: { path: "^server/src/graphql/", pathNot: test },
      to: {
        path: "^server/src/",
        pathNot: ["^server/src/(graphql|shared|database)/", "^server/src/access/(viewer|roles|permissions)\\.ts$", WORDS],
      },
    },
    {
      name: "access-and-modules",
      severity: "error",
      comment: "Signing in is audited, and a viewer is shown with the agency and team that agencies describes; nothing else reaches up.",
      from: { path: "^server/src/access/", pathNot: test },
      to: {
        path: `${modules}/`,
        pathNot: [WORDS, `${modules}/agencies/.*${suffixes("type", "reads")}`, `${modules}/audit/(audit|submission)\\.service\\.ts$`],
      },
    },
    {
      name: "express-in-http-only",
      severity: "error",
      comment: "The request ends at http/: what is behind it works the same under a test, a job or a seed.",
      from: { path: source, pathNot: ["^server/src/http/", "^server/src/app\\.ts$", test] },
      to: { path: npm("express", "@types/express", "helmet", "cookie", "@as-integrations/express5") },
    },
    {
      name: "pg-in-database-only",
      severity: "error",
      comment: "Everything reaches the tables through database.as; seeds load in bulk by a role of their own.",
      from: { path: "^server/src/", pathNot: ["^server/src/database/", "^server/src/access/limiter\\.ts$", test] },
      to: { path: npm("pg", "@types/pg", "pg-boss") },
    },
    {
      name: "portal-apart",
      severity: "error",
      comment: "Between server and portal stands schema/schema.graphql, and nothing else.",
      from: { path: "^(server/src|seeds)/" },
      to: { path: "^portal/" },
    },
    {
      name: "no-tests-in-the-program",
      severity: "error",
      comment: "What runs for people does not need what tests need.",
      from: { path: source, pathNot: test },
      to: { path: `${test}|^server/(test|bench)/|^node_modules/(vitest|fast-check)/` },
    },
    {
      name: "no-development-packages",
      severity: "error",
      comment: "The production image installs without them; types vanish when built.",
      from: { path: "^server/src/", pathNot: test },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: "^node_modules/@types/" },
    },
    // What no rule above could see, because it did not parse or does not exist.
    { name: "resolvable", severity: "error", comment: "An import leads to a file.", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-barrels",
      severity: "error",
      comment: "A file is imported by its own name.",
      from: {},
      to: { path: "^(server|seeds)/.*/index\\.ts$" },
    },
    {
      name: "no-re-exports",
      severity: "error",
      comment: "A name comes from where it is made.",
      from: { path: source },
      to: { dependencyTypes: ["export"] },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(server|portal)/dist/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};

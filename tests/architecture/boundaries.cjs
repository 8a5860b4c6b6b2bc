// The arrows of the README's map, checked by `npm run check:boundaries`. There is no list of excuses: mend the import, or
// change the rule and say why.

/** The subjects, each may use those after it. `filters` knows tables by their names and uses no subject at all. */
const subjects = [
  "demo",
  "history",
  "habits",
  "query-templates",
  "contact-upkeep",
  "printing",
  "mailing-groups",
  "campaigns",
  "schedules",
  "calls",
  "logging",
  "letters",
  "delivery",
  "echoes",
  "live-segments",
  "segmentation",
  "templates",
  "contacts",
  "behaviour",
  "setup",
  "consent",
  "maintained-sets",
  "contact-sets",
  "filters",
];
const oneWay = subjects.slice(1).map((subject, index) => ({
  name: `${subject}-uses-no-subject-before-it`,
  severity: "error",
  from: { path: `^lib/${subject}/` },
  to: { path: `^lib/(${subjects.slice(0, index + 1).join("|")})/` },
}));

const anySubject = `^lib/(${subjects.join("|")}|users)/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-import-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-room-cycles", severity: "error", scope: "folder", from: {}, to: { circular: true } },
    {
      name: "next-and-react-stay-outside",
      comment: "The product does not know how it is shown.",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/request/" },
      to: { path: "^node_modules/(next|react|react-dom)/" },
    },
    ...oneWay,
    {
      name: "foundations-use-no-subject",
      severity: "error",
      from: { path: "^lib/(db|access|audit|csv|documents|exports|faults|jobs|result)" },
      to: { path: anySubject },
    },
    {
      name: "db-uses-only-result",
      severity: "error",
      from: { path: "^lib/db/" },
      to: { path: "^lib/", pathNot: "^lib/(db/|result\\.ts$)" },
    },
    {
      name: "only-db-knows-the-generated-client",
      severity: "error",
      from: { pathNot: "^lib/db/" },
      to: { path: "^(lib/db/generated/|node_modules/@prisma/(client|adapter-pg|driver-adapter-utils)/)" },
    },
    {
      name: "app-leaves-the-database-alone",
      comment: "Pages call queries, actions call operations.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^lib/(db|cli)/|^node_modules/(pg|pg-cursor|pg-copy-streams|graphile-worker)/" },
    },
    {
      name: "components-import-types-and-rules-only",
      comment: "What a component takes from a subject is a type, a schema, a sentence or a pure rule; data and actions come in as props.",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: ["^lib/(db|cli|jobs|audit|request|api)/", "/queries[.]ts$", "/sql[.]ts$"],
        pathNot: ["/(schema|errors|action-state)[.]ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    { name: "nothing-imports-app", severity: "error", from: { pathNot: "^app/" }, to: { path: "^app/" } },
    { name: "lib-imports-no-component", severity: "error", from: { path: "^lib/" }, to: { path: "^components/" } },
    { name: "commands-stay-outside", severity: "error", from: { pathNot: "^lib/cli/" }, to: { path: "^lib/cli/" } },
    {
      name: "only-request-and-skins-import-request",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(request|api)/" },
      to: { path: "^lib/(request|api)/" },
    },
    { name: "every-import-leads-somewhere", severity: "error", from: {}, to: { couldNotResolve: true } },
    { name: "no-development-package", severity: "error", from: { path: "^(app|components|lib)/" }, to: { dependencyTypes: ["npm-dev"] } },
  ],
  options: require("./cruise-options.cjs"),
};

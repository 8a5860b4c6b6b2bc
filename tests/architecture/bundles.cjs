// What reaches the browser by way of a component, however many imports away. Types are gone by then and do not count.

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "components-reach-no-database",
      comment: "A component that imports an operation or a query, if only for a constant in it, brings the database driver along.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: ["^lib/db/", "^node_modules/pg/", "^node_modules/@prisma/"], reachable: true },
    },
  ],
  options: { ...require("./cruise-options.cjs"), tsPreCompilationDeps: false },
};

/** How both checks read the sources. Imports of types count: an arrow is an arrow. */
module.exports = {
  tsPreCompilationDeps: "specify",
  tsConfig: { fileName: "tsconfig.json" },
  // The tests and the benchmark stand outside the house: commands may start them, and they may use every room.
  doNotFollow: { path: ["node_modules", "^tests/"] },
  exclude: { path: "^lib/db/generated/(internal|models)/" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
    extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
  },
};

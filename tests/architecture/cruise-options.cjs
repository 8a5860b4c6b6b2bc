/** How both checks read the sources. Imports of types count: an arrow is an arrow. */
module.exports = {
  tsPreCompilationDeps: "specify",
  tsConfig: { fileName: "tsconfig.json" },
  doNotFollow: { path: "node_modules" },
  exclude: { path: "^lib/db/generated/(internal|models)/" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
    extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
  },
};

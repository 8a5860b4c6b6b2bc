import fc from "fast-check";

/** Options of Add, Reduce and Refine; each kind takes its own. Further lines are asked for more rarely. */
export const options = fc.record({
  expandCompanies: fc.boolean(),
  relatedCompanies: fc.boolean(),
  ignoreExclusion: fc.boolean(),
  allowExisting: fc.nat({ max: 3 }).map((roll) => roll === 3),
  entireCompanies: fc.boolean(),
});

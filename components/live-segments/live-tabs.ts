/** The views of a live segment, as its address names them. */
export const liveTabs = ["definition", "members", "insights", "versions", "used"] as const;
export type LiveTab = (typeof liveTabs)[number];

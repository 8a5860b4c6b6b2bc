import { expect, it } from "vitest";
import { sortAddress } from "@/components/data-table/sort-address";
import { isIn, placesFor } from "@/components/shell/places";

const sort = { keys: ["name", "size"], by: "name", direction: "asc" } as const;

it("a heading sorts by its column, ascending first, and the other way round when pressed again", () => {
  expect(sortAddress("/segments", "search=press", sort, "size")).toBe("/segments?search=press&sort=size&direction=asc");
  expect(sortAddress("/segments", "", sort, "name")).toBe("/segments?sort=name&direction=desc");
  expect(sortAddress("/segments", "", { ...sort, direction: "desc" }, "name")).toBe("/segments?sort=name&direction=asc");
});

it("a new order begins at the first page and keeps the filters", () => {
  expect(
    sortAddress("/segments/SM1", "after=CT1&page=3&last=1&city=%C3%85rhus", sort, "size", { by: "order", direction: "direction" }),
  ).toBe("/segments/SM1?city=%C3%85rhus&order=size&direction=asc");
});

it("the sidebar offers a role what it can open", () => {
  const labels = (role: "viewer" | "marketer" | "admin") =>
    Object.values(placesFor(role))
      .flat()
      .map((place) => place.label);
  expect(labels("viewer")).toEqual([
    "Segments",
    "Logged segments",
    "Schedules",
    "Contacts",
    "Interaction log",
    "Campaigns",
    "Interaction templates",
    "Interaction groups",
    "Salutations",
    "Mailing groups",
    "Consent purposes",
    "Behaviour",
  ]);
  expect(labels("marketer").filter((label) => !labels("viewer").includes(label))).toEqual(["Exports"]);
  expect(labels("admin")).toEqual([
    "Segments",
    "Logged segments",
    "Schedules",
    "Contacts",
    "Interaction log",
    "Campaigns",
    "Import",
    "Exports",
    "Interaction templates",
    "Interaction groups",
    "Salutations",
    "Mailing groups",
    "Consent purposes",
    "Behaviour",
    "Company details",
    "E-mail",
    "Audit trail",
    "Users",
  ]);
});

it("a place is current on its own page and those below, not on one that only begins alike", () => {
  const segments = placesFor("viewer").main[0];
  expect(segments && ["/segments", "/segments/SM1/log", "/segments-of-old", "/"].map((path) => isIn(segments, path))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

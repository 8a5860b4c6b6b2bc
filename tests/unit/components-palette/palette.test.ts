import { describe, expect, it } from "vitest";
import { columnsAddress, moveColumn, readColumns, roomOf, toggleColumn } from "@/components/data-table/chosen-columns";
import type { RegisteredShortcut } from "@/components/keyboard/shortcut-registry";
import { commandGroups } from "@/components/palette/commands";
import { markedParts, matches, readTyped } from "@/components/palette/palette-row";
import { foundGroups } from "@/components/palette/thing-rows";
import type { Role } from "@/lib/access/rights";
import type { Thing } from "@/lib/habits/schema";

describe("what is typed", () => {
  it("says with its first sign where to look", () => {
    expect(readTyped("> refine ")).toEqual({ scope: "actions", search: "refine" });
    expect(readTyped("@dhl")).toEqual({ scope: "contacts", search: "dhl" });
    expect(readTyped(" #10001")).toEqual({ scope: "numbers", search: "10001" });
    expect(readTyped("a > b")).toEqual({ scope: "everything", search: "a > b" });
    expect(readTyped("")).toEqual({ scope: "everything", search: "" });
  });

  it("is marked where it stands, signs as they are", () => {
    expect(markedParts("DHL Express (50%)", "press (50")).toEqual([
      { text: "DHL Ex", marked: false, at: 0 },
      { text: "press", marked: true, at: 6 },
      { text: " ", marked: false, at: 11 },
      { text: "(50", marked: true, at: 12 },
      { text: "%)", marked: false, at: 15 },
    ]);
    expect(markedParts("Alder", "")).toEqual([{ text: "Alder", marked: false, at: 0 }]);
    expect(matches("Refine: keep only those who match", "match refine")).toBe(true);
    expect(matches("Refine", "reduce")).toBe(false);
  });
});

describe("what can be done", () => {
  const shortcut = (label: string, group: string, layer = 0): RegisteredShortcut => ({
    keys: ["A"],
    label,
    group,
    layer,
    inFields: false,
    run: () => undefined,
  });
  const shortcuts = [
    shortcut("Add contacts", "Worksheet"),
    shortcut("Row below", "Table"),
    shortcut("All keys", "Everywhere"),
    shortcut("Inside", "Dialog", 1),
  ];
  const labels = (role: Role, search = "") =>
    commandGroups(search, {
      role,
      shortcuts,
      runShortcut: () => undefined,
      switchTheme: () => undefined,
      signOut: () => undefined,
    }).flatMap(({ rows }) => rows.map(({ title }) => title));

  it("begins with the page, and leaves out what walks rows or belongs to a dialog", () => {
    expect(labels("admin").slice(0, 4)).toEqual(["Add contacts", "New segment", "Import contacts", "Light or dark"]);
    expect(labels("admin")).toEqual(expect.arrayContaining(["All keys", "Contacts", "Users", "Audit trail"]));
    expect(labels("admin")).not.toContain("Row below");
    expect(labels("admin")).not.toContain("Inside");
  });

  it("offers nobody what their role may not do", () => {
    for (const label of ["New segment", "Import contacts", "Import", "Users", "Audit trail"]) expect(labels("viewer")).not.toContain(label);
    expect(labels("marketer")).toContain("New segment");
    expect(labels("marketer")).not.toContain("Users");
  });

  it("calls a new segment what was typed", () => {
    expect(labels("marketer", "spring")).toEqual(["New segment “spring”"]);
    expect(labels("viewer", "spring")).toEqual([]);
  });

  it("with a draft is more than with a logged segment, and less for who only reads", () => {
    const thing = (state: string): Thing => ({
      kind: "segment",
      key: "SM1",
      title: "Spring",
      number: "SM1",
      detail: null,
      state,
      size: 3,
      href: "/segments/SM1",
    });
    const actions = (role: Role, state: string) =>
      foundGroups([{ kind: "segment", things: [thing(state)], total: 1, orMore: false }], {
        role,
        isPinned: () => true,
        togglePin: () => () => undefined,
        copy: () => undefined,
      })[0]?.rows[0]?.actions.map(({ label }) => label);
    expect(actions("marketer", "draft")).toEqual([
      "Open",
      "Open in a new tab",
      "Unpin",
      "Add contacts",
      "Reduce",
      "Refine",
      "Add by hand",
      "Log…",
      "History",
      "Copy SM1",
    ]);
    expect(actions("viewer", "draft")).toEqual(["Open", "Open in a new tab", "Unpin", "History", "Copy SM1"]);
    expect(actions("admin", "logging")).toEqual(["Open", "Open in a new tab", "Unpin", "History", "Copy SM1"]);
  });
});

describe("columns", () => {
  const columns = ["name", "no", "city", "email"].map((id) => ({ id, label: id, names: id === "name" }));

  it("are read from the address as far as there are such, the one that names the row always", () => {
    expect(readColumns(columns, "email,no,nonsense,no")).toEqual(["name", "email", "no"]);
    expect(readColumns(columns, "email,name")).toEqual(["email", "name"]);
    expect(readColumns(columns, "nonsense")).toBeNull();
    expect(readColumns(columns, null)).toBeNull();
  });

  it("that were chosen leave from the right as the table narrows, so that the name keeps its room", () => {
    expect(
      roomOf([
        ["city", 130],
        ["name", null],
        ["no", 100],
        ["email", 230],
        ["phone", 900],
      ]),
    ).toEqual([
      ["city", 480],
      ["name", undefined],
      ["no", 560],
      ["email", 720],
      ["phone", 1400],
    ]);
  });

  it("come back where they usually stand, move, and leave the address as they usually are", () => {
    expect(toggleColumn(columns, ["name", "email"], "no")).toEqual(["name", "no", "email"]);
    expect(toggleColumn(columns, ["email", "name"], "city")).toEqual(["email", "name", "city"]);
    expect(toggleColumn(columns, ["name", "no"], "no")).toEqual(["name"]);
    expect(moveColumn(["name", "no", "email"], "email", -1)).toEqual(["name", "email", "no"]);
    expect(moveColumn(["name", "no"], "name", -1)).toEqual(["name", "no"]);
    expect(columnsAddress(columns, ["name", "no", "city", "email"])).toBeNull();
    expect(columnsAddress(columns, ["name", "email"])).toBe("name,email");
  });
});

import type { FieldType } from "./field-kinds";

/** What a property of behaviour holds. A *choice* is text of a fixed list. */
export const propertyKinds = ["text", "number", "moment", "flag", "choice"] as const;
export type PropertyKind = (typeof propertyKinds)[number];

/** A property has one name and one kind, whatever the type of behaviour it is of. */
export type Property = { name: string; kind: PropertyKind };

/** Letters, digits and _, at most 40. */
export const propertyName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** How a field of each kind is asked. */
export const propertyTypes: Record<PropertyKind, FieldType> = {
  text: "text",
  number: "decimal",
  moment: "instant",
  flag: "bool",
  choice: "text",
};

/** The field of a property: its kind stands in it, so that a filter says by itself how its values are to be compared. */
export function propertyKey({ name, kind }: Property): string {
  return `${kind}.${name}`;
}

/** The property that a field names; undefined for other fields. */
export function readPropertyKey(key: string): Property | undefined {
  const [first, name = ""] = key.split(".", 2);
  const kind = propertyKinds.find((each) => each === first);
  return kind && propertyName.test(name) && key === propertyKey({ name, kind }) ? { name, kind } : undefined;
}

/** The name of a property as people read it: `orderTotal` and `order_total` are *Order total*. */
export function propertyWords(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z][a-z])/g, " ")
    .trim()
    .replaceAll(/ ([A-Z])(?=[a-z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

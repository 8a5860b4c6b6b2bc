import path from "node:path/posix";
import { elementsIn, type XmlElement } from "./xml";

/** A link from one part to another or to something outside. `type` is the last word of the type's address ("image"). */
export type Relation = { id: string; typeUri: string; type: string; target: string; external: boolean };

/** The part that holds the relations of `part`; "" stands for the whole file. */
export function relationsPart(part: string): string {
  return path.join(path.dirname(part), "_rels", `${path.basename(part)}.rels`);
}

/** The relations of `part`; targets inside the file become names of parts. */
export function readRelations(root: XmlElement, part: string): Relation[] {
  return elementsIn(root)
    .filter(({ name }) => name === "Relationship")
    .map(({ attributes }) => {
      const typeUri = attributes.get("Type") ?? "";
      const external = attributes.get("TargetMode") === "External";
      const target = attributes.get("Target") ?? "";
      const inside = target.startsWith("/") ? target.slice(1) : path.join(path.dirname(part), target);
      return { id: attributes.get("Id") ?? "", typeUri, type: path.basename(typeUri), target: external ? target : inside, external };
    });
}

/** Types of content by the name of a part. */
export function readContentTypes(root: XmlElement): (part: string) => string {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const { name, attributes } of elementsIn(root)) {
    const type = attributes.get("ContentType") ?? "";
    if (name === "Override") overrides.set(attributes.get("PartName") ?? "", type);
    if (name === "Default") defaults.set((attributes.get("Extension") ?? "").toLowerCase(), type);
  }
  return (part) => overrides.get(`/${part}`) ?? defaults.get(path.extname(part).slice(1).toLowerCase()) ?? "";
}

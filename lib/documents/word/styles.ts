import type { Part } from "./contents";
import { hole } from "./holes";
import { declaring } from "./numbering";
import { leaveHoles } from "./places";
import { childNamed, elementsIn, serialise, tagsOf, type XmlElement, xmlDeclaration } from "./xml";

/** A style by its name, which is the same in every language of Word, unlike its id; `guest` is it as another document takes it in. */
type Style = { readonly id: string; readonly name: string; readonly guest: string };
export type Styles = Omit<Part, "content"> & { readonly open: string; readonly close: string; readonly styles: readonly Style[] };

/** Takes the part with the styles apart: further styles go between `open` and `close`. */
export function readStyles(root: XmlElement): Omit<Styles, keyof Omit<Part, "content">> {
  const { open, close } = tagsOf(root);
  const styles = elementsIn(root).filter(({ name }) => name === "w:style");
  return {
    open: xmlDeclaration + open + elementsIn(root).map(serialise).join(""),
    close,
    styles: styles.map((style) => readStyle(style, root)),
  };
}

function readStyle(style: XmlElement, root: XmlElement): Style {
  const id = style.attributes.get("w:styleId") ?? "";
  const attributes = new Map([...style.attributes].filter(([name]) => name !== "w:default")).set("w:styleId", hole("style", id));
  const guest = serialise(declaring(root, { ...leaveHoles(style, "").root, attributes }));
  return { id, name: (childNamed(style, "w:name")?.attributes.get("w:val") ?? id).toLowerCase(), guest };
}

import type { ReactNode } from "react";

/** Any cell: these draw text and nothing else. */
type TextCell = { getValue: () => unknown };

/** Text beside what names the row; the whole of it in a tooltip. */
export const quietCell = ({ getValue }: TextCell) => text(getValue(), "text-ink-2");
/** Text that counts still less. */
export const faintCell = ({ getValue }: TextCell) => text(getValue(), "text-ink-3");
/** A code or a number that names something. */
export const codeCell = ({ getValue }: TextCell) => text(getValue(), "mono text-ink-3");

function text(value: unknown, look: string): ReactNode {
  return typeof value === "string" && value !== "" ? (
    <span title={value} className={look}>
      {value}
    </span>
  ) : null;
}

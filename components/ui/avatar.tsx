import { classNames } from "./class-names";
import { initials } from "./format";

/** The initials of a person. `tone` tells another person from oneself; the name is read, not the initials. */
export function Avatar({
  name,
  size = "md",
  tone = "self",
  className,
}: {
  name: string;
  size?: "sm" | "md";
  tone?: "self" | "other";
  className?: string | undefined;
}) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={classNames(
        "inline-grid flex-none place-items-center rounded-full font-semibold",
        size === "sm" ? "size-5 text-[9px]" : "size-6 text-[10px]",
        tone === "self" ? "bg-accent-tint-2 text-accent" : "bg-compound-tint text-compound",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

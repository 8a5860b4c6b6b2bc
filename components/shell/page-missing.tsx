import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page that does not exist, or whose record is gone. */
export function PageMissing({
  title = "There is nothing at this address",
  way = { href: "/segments", label: "Segments" },
  children,
}: {
  title?: string | undefined;
  /** Where to go from here. */
  way?: { href: string; label: string } | undefined;
  children?: string | undefined;
}) {
  return (
    <div className="grid min-h-0 flex-1 place-content-center">
      <EmptyState
        title={title}
        level={1}
        filled={0}
        actions={
          <ButtonLink href={way.href} variant="primary">
            {way.label}
          </ButtonLink>
        }
      >
        {children ?? "The address may be mistyped, or what stood here was deleted or merged."}
      </EmptyState>
    </div>
  );
}

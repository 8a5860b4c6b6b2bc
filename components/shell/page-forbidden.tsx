import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page that one's role may not open. */
export function PageForbidden() {
  return (
    <div className="grid min-h-0 flex-1 place-content-center">
      <EmptyState
        title="Your role does not open this page"
        level={1}
        filled={0}
        actions={
          <ButtonLink href="/segments" variant="primary">
            Segments
          </ButtonLink>
        }
      >
        An administrator can give you another role under Users.
      </EmptyState>
    </div>
  );
}

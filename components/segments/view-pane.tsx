import type { ReactNode } from "react";
import { ExportMenu, type ExportMenuProps } from "@/components/exports/export-menu";
import { classNames } from "@/components/ui/class-names";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Toolbar } from "@/components/ui/toolbar";
import type { LinesAddress } from "./lines-address";

/** What a worksheet shows. On wide screens the criteria stand beside the lines and the numbers. */
export type View = NonNullable<LinesAddress["show"]> | "lines";

export type ViewPaneProps = {
  view: View;
  onView: (view: View) => void;
  lookingAt: number | null;
  /** Null for who may not export. */
  exports: ExportMenuProps | null;
  /** What finds and filters the lines. */
  tools: ReactNode;
  numbers: ReactNode;
  /** The lines. */
  children: ReactNode;
};

/** The lines or the numbers under one head, whose switch keeps its place and the focus; narrow screens have theirs above. */
export function ViewPane({ view, onView, lookingAt, exports, tools, numbers, children }: ViewPaneProps) {
  const showsNumbers = view === "numbers";
  return (
    <section
      aria-label={showsNumbers ? undefined : "Lines"}
      className={classNames("relative flex min-h-0 min-w-0 flex-1 flex-col", view === "criteria" && "max-sm:hidden")}
    >
      <Toolbar
        label={showsNumbers ? "View" : "Find and filter lines"}
        className={classNames("h-10! max-sm:h-12!", showsNumbers && "max-sm:hidden")}
        trailing={
          <>
            {exports && !showsNumbers ? <ExportMenu {...exports} /> : null}
            <SegmentedControl
              label="What is shown"
              className="ml-1 flex-none max-sm:hidden"
              value={showsNumbers ? view : "lines"}
              onValueChange={onView}
              options={[
                { value: "lines", label: "Lines" },
                { value: "numbers", label: "Numbers" },
              ]}
            />
          </>
        }
      >
        {showsNumbers ? <span className="font-semibold">{lookingAt === null ? "Numbers" : `Numbers at step ${lookingAt}`}</span> : tools}
      </Toolbar>
      {showsNumbers ? numbers : children}
    </section>
  );
}

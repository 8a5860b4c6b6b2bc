import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names";
import { type Fact, FactsLine } from "./facts-line";
import { IconButtonLink } from "./icon-button";

export type Crumb = { href: string; label: string };

export type PageHeaderProps = {
  title: string;
  /** The way here, outermost first. Below 640 px the last one becomes a back button. */
  crumbs?: readonly Crumb[] | undefined;
  /** The number of a record, in mono after the title: "SM10001". */
  number?: string | undefined;
  /** How many there are, on lists. */
  count?: ReactNode | undefined;
  /** State chips. */
  chips?: ReactNode | undefined;
  /** At the right: quiet ones first, the primary one last. */
  actions?: ReactNode | undefined;
  facts?: readonly Fact[] | undefined;
  factsTrailing?: ReactNode | undefined;
  /** A hairline below, where no tabs or bar follow. */
  line?: boolean | undefined;
  className?: string | undefined;
};

/** The head of a page: the title row is the bar. Holds the page's only h1. */
export function PageHeader({ title, crumbs = [], number, count, chips, actions, facts, factsTrailing, line, className }: PageHeaderProps) {
  const last = crumbs.at(-1);
  return (
    <header className={classNames("flex-none px-4 pt-3 pb-2.5", line && "border-b border-line", className)}>
      <div className="flex min-h-control items-center gap-2.5 max-sm:flex-wrap">
        {last ? (
          <IconButtonLink href={last.href} label={`Back to ${last.label}`} icon={<ArrowLeft aria-hidden />} className="-ml-1 sm:hidden" />
        ) : null}
        {crumbs.length > 0 ? (
          <nav aria-label="Breadcrumb" className="flex flex-none items-center gap-2.5 text-ink-3 max-sm:hidden">
            {crumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Link href={crumb.href} prefetch={false} className="max-w-48 truncate hover:text-ink">
                  {crumb.label}
                </Link>
                <span aria-hidden>/</span>
              </Fragment>
            ))}
          </nav>
        ) : null}
        <h1 title={title} className="min-w-0 truncate text-xl font-[610] tracking-[-0.011em] max-sm:flex-1 max-sm:basis-[55%]">
          {title}
        </h1>
        {count === undefined ? null : <span className="num text-md text-ink-3">{count}</span>}
        {number ? <span className="mono flex-none text-ink-3 max-sm:hidden">{number}</span> : null}
        {chips}
        {actions ? <div className="ml-auto flex flex-none items-center gap-2">{actions}</div> : null}
      </div>
      {facts ? <FactsLine facts={facts} trailing={factsTrailing} /> : null}
    </header>
  );
}

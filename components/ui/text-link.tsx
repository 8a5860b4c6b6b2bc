import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** The look of a link in text, also for buttons that read as one. */
export const linkClass = "font-medium text-accent underline-offset-3 hover:underline [&>.lucide]:inline-block [&>.lucide]:align-[-3px]";

/** A link inside a sentence or at the end of a row. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...rest} className={classNames(linkClass, className)} />;
}

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

export type ButtonLinkProps = Omit<ComponentProps<typeof Link>, "href"> & {
  href: string;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  block?: boolean | undefined;
  icon?: ReactNode | undefined;
  keys?: string | undefined;
};

/** A link that looks like a button: it goes somewhere and changes nothing. For bytes to download pass `download`. */
export function ButtonLink({ variant, size, block, icon, keys, className, children, ...rest }: ButtonLinkProps) {
  const look = classNames(buttonClass({ variant, size, block }), className);
  const content = (
    <>
      {icon}
      {children}
      {keys ? <Kbd>{keys}</Kbd> : null}
    </>
  );
  if (rest.download !== undefined)
    return (
      <a href={rest.href} download={rest.download} onClick={rest.onClick} className={look} aria-label={rest["aria-label"]}>
        {content}
      </a>
    );
  return (
    <Link prefetch={false} {...rest} className={look}>
      {content}
    </Link>
  );
}

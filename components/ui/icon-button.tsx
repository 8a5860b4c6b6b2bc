"use client";

import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

type IconLook = {
  /** What it does, read by screen readers and shown as a tooltip. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  keys?: string | undefined;
  tooltipSide?: "top" | "bottom" | "left" | "right" | undefined;
};

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> &
  IconLook & { pending?: boolean | undefined; on?: boolean | undefined };

/** A square button with an icon only. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size,
  keys,
  tooltipSide,
  pending,
  on,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (pending ? event.preventDefault() : onClick?.(event));
  return (
    <Tooltip label={label} keys={keys} side={tooltipSide}>
      <button
        type="button"
        {...rest}
        onClick={press}
        aria-label={label}
        aria-disabled={pending ? true : rest["aria-disabled"]}
        aria-busy={pending || undefined}
        aria-keyshortcuts={keys?.replaceAll(" ", "+").replace("Ctrl", "Control")}
        className={classNames(buttonClass({ variant, size, square: true, on }), className)}
      >
        {pending ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      </button>
    </Tooltip>
  );
}

export type IconButtonLinkProps = IconLook & { href: string; download?: string | undefined; className?: string | undefined };

/** The same as a link: it goes somewhere, or with `download` fetches a file. */
export function IconButtonLink({
  label,
  icon,
  variant = "ghost",
  size,
  keys,
  tooltipSide,
  className,
  href,
  download,
}: IconButtonLinkProps) {
  const look = classNames(buttonClass({ variant, size, square: true }), className);
  return (
    <Tooltip label={label} keys={keys} side={tooltipSide}>
      {download === undefined ? (
        <Link href={href} prefetch={false} aria-label={label} className={look}>
          {icon}
        </Link>
      ) : (
        <a href={href} download={download} aria-label={label} className={look}>
          {icon}
        </a>
      )}
    </Tooltip>
  );
}

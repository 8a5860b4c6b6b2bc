"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  block?: boolean | undefined;
  /** A lucide icon, as an element: `icon={<Plus />}`. */
  icon?: ReactNode | undefined;
  /** The key that does the same, shown beside the label: "A", "Ctrl Enter". */
  keys?: string | undefined;
  /** Work is under way: presses do nothing, and `pendingLabel` ("Logging 122") shows. The width covers both labels from the start. */
  pending?: boolean | undefined;
  pendingLabel?: ReactNode | undefined;
  on?: boolean | undefined;
};

const layer = "col-start-1 row-start-1 inline-flex items-center justify-center gap-1.5";

/** A button. It submits only with `type="submit"`; inside a form action use `SubmitButton`. */
export function Button({
  variant,
  size,
  block,
  icon,
  keys,
  pending,
  pendingLabel,
  on,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const content = (
    <>
      {icon}
      {children}
      {keys ? <Kbd>{keys}</Kbd> : null}
    </>
  );
  const press = (event: MouseEvent<HTMLButtonElement>) => (pending ? event.preventDefault() : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-disabled={pending ? true : rest["aria-disabled"]}
      aria-busy={pending || undefined}
      aria-keyshortcuts={keys?.replaceAll(" ", "+").replace("Ctrl", "Control")}
      className={classNames(buttonClass({ variant, size, block, on }), className)}
    >
      {pending === undefined ? (
        content
      ) : (
        <span className="inline-grid">
          <span className={classNames(layer, pending && "invisible")}>{content}</span>
          <span className={classNames(layer, !pending && "invisible")}>
            <LoaderCircle className="animate-spin" aria-hidden />
            {pendingLabel ?? <span className="sr-only">{children}</span>}
          </span>
        </span>
      )}
    </button>
  );
}

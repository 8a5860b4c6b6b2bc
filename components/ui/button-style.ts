import { classNames } from "./class-names";

/** `primary` once a page; `danger` for what cannot be undone alone. */
export type ButtonVariant = "default" | "primary" | "ghost" | "danger";
/** `control` in toolbars, `lg` in dialogs and forms. */
export type ButtonSize = "control" | "lg";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** As wide as what it stands in. */
  block?: boolean | undefined;
  /** A square that holds an icon only. */
  square?: boolean | undefined;
  /** Pressed in, as the button of an open panel. */
  on?: boolean | undefined;
};

const variants: Record<ButtonVariant, string> = {
  default: "border-line-strong bg-raised hover:wash aria-expanded:wash [&_.lucide]:text-ink-2 disabled:[&_.lucide]:text-ink-off",
  primary:
    "border-accent-solid bg-accent-solid text-on-accent hover:bg-accent-solid-hover [&_kbd]:border-current/35 [&_kbd]:bg-transparent [&_kbd]:text-inherit disabled:bg-track disabled:text-ink-2 disabled:border-transparent",
  ghost: "border-transparent text-ink-2 hover:bg-hover aria-expanded:bg-press aria-expanded:text-ink",
  danger: "border-danger-line bg-raised text-danger hover:bg-danger-tint",
};

const sizes: Record<ButtonSize, string> = {
  control: "h-control px-2.5",
  lg: "h-control-lg px-3.5 text-md",
};

/** The classes of a button, for elements that are buttons by look only, such as links. */
export function buttonClass({ variant = "default", size = "control", block, square, on }: ButtonLook): string {
  return classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-[background-color] duration-(--t-instant)",
    "disabled:text-ink-off disabled:[&_kbd]:border-line-strong disabled:[&_kbd]:bg-transparent disabled:[&_kbd]:text-inherit",
    variant !== "primary" && "disabled:bg-transparent disabled:bg-none",
    (variant === "default" || variant === "danger") && "disabled:border-line",
    variants[variant],
    square ? (size === "lg" ? "h-control-lg w-control-lg" : "h-control w-control") : sizes[size],
    !square && "[&_.lucide:first-child]:-ml-px",
    block ? "w-full" : "flex-none",
    on && "bg-press text-ink",
  );
}

import { classNames } from "@/components/ui/class-names";
import { dotsBlownAside, dotsThatStay } from "./winnowing-dots";
import motion from "./winnowing-picture.module.css";

const colour = { chaff: "stroke-removed-fill", husk: "stroke-line-strong" } as const;

/** Grain falls, chaff flies: what the product does, beside the first forms. It moves once, and not at all when motion is unwanted. */
export function WinnowingPicture() {
  return (
    <section aria-hidden="true" className="relative hidden overflow-hidden border-l border-line bg-canvas md:block">
      <svg
        aria-hidden="true"
        viewBox="0 0 840 900"
        preserveAspectRatio="xMinYMax meet"
        fill="none"
        strokeLinecap="round"
        className="absolute inset-0 size-full"
      >
        {dotsBlownAside.map(({ kind, width, opacity, path }) => (
          <g key={path} opacity={opacity}>
            <path d={path} strokeWidth={width} className={classNames(colour[kind], motion.chaff)} />
          </g>
        ))}
        <path d={dotsThatStay.falling} strokeWidth={9.2} className={classNames("stroke-accent-mid", motion.falling)} />
        <path d={dotsThatStay.heap} strokeWidth={10} className={classNames("stroke-accent-mid", motion.heap)} />
      </svg>
      <p className="absolute bottom-10 left-16 flex flex-wrap gap-x-8 gap-y-1">
        <Caption number="533">contacts of the demo company</Caption>
        <Caption number="165" kept>
          stay on “Increase sale”
        </Caption>
      </p>
    </section>
  );
}

function Caption({ number, kept, children }: { number: string; kept?: boolean; children: string }) {
  return (
    <span className="flex items-baseline gap-1.5 text-ink-2">
      <span className={classNames("num text-2xl font-semibold", kept ? "text-accent" : "text-ink")}>{number}</span>
      {children}
    </span>
  );
}

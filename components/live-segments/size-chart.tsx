import { formatDay, formatNumber } from "@/components/ui/format";
import type { LiveEvaluation } from "@/lib/live-segments/types";

const width = 640;
const height = 140;
const base = 96;
const middle = 118;

/** Its size over time as steps, for sets change at moments; below it who joined (up) and who left (down). The list under it says the same. */
export function SizeChart({ evaluations }: { evaluations: readonly LiveEvaluation[] }) {
  const steps = evaluations.filter(({ cause }) => cause !== "failed").toSorted((left, right) => left.at.getTime() - right.at.getTime());
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return null;
  const from = first.at.getTime();
  const span = Math.max(1, last.at.getTime() - from);
  const most = Math.max(1, ...steps.map(({ size }) => size));
  const moved = Math.max(1, ...steps.flatMap(({ joined, left }) => [joined, left]));
  const x = (at: Date) => 4 + ((at.getTime() - from) / span) * (width - 8);
  const y = (size: number) => base - 4 - (size / most) * (base - 20);
  const line = steps.map(({ at, size }, index) => (index === 0 ? `M${x(at)} ${y(size)}` : `H${x(at)}V${y(size)}`)).join("");
  const day = (at: Date) => formatDay(at.toISOString().slice(0, 10));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Size from ${formatNumber(first.size)} on ${day(first.at)} to ${formatNumber(last.size)} on ${day(last.at)}`}
      className="w-full max-w-[760px]"
    >
      <path d={`M0 ${y(most)}H${width}M0 ${y(0)}H${width}`} className="stroke-line" strokeDasharray="2 3" />
      <text x={width} y={y(most) - 4} textAnchor="end" className="num fill-ink-3 text-[11px]">
        {formatNumber(most)}
      </text>
      <path d={line} fill="none" className="stroke-accent-mid" strokeWidth={1.6} />
      <circle cx={x(last.at)} cy={y(last.size)} r={3} className="fill-accent-mid" />
      <path d={`M0 ${middle}H${width}`} className="stroke-line" />
      {steps.map(({ evaluationNo, at, joined, left }) => (
        <g key={evaluationNo}>
          <rect
            x={x(at) - 3}
            width={6}
            rx={1}
            y={middle - (joined / moved) * 16}
            height={(joined / moved) * 16}
            className="fill-added-fill"
          />
          <rect x={x(at) - 3} width={6} rx={1} y={middle + 1} height={(left / moved) * 16} className="fill-removed-fill" />
        </g>
      ))}
    </svg>
  );
}

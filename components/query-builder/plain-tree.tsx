import { formatNumber } from "@/components/ui/format";
import type { CodeNames } from "@/lib/filters/words";
import { groupWords, wordsOfNode } from "./builder-words";
import type { BuilderNode, GroupNode } from "./tree";

export type PlainTreeProps = { root: GroupNode; names: CodeNames; counts: ReadonlyMap<string, number> };

/** The same groups and conditions, to be read only: each in words, with how many match it alone. */
export function PlainTree({ root, names, counts }: PlainTreeProps) {
  return (
    <ul aria-label="Conditions" className="overflow-hidden rounded-lg border border-line bg-surface">
      <PlainPart node={root} names={names} counts={counts} />
    </ul>
  );
}

function PlainPart({ node, names, counts }: { node: BuilderNode; names: CodeNames; counts: PlainTreeProps["counts"] }) {
  const count = counts.get(node.id);
  return (
    <li>
      <p className="flex min-h-9 items-center gap-3 px-3 py-1.5">
        <span className={node.kind === "group" ? "flex-1 font-semibold" : "flex-1"}>
          {node.kind === "group" ? groupWords[node.match] : wordsOfNode(node, names)}
        </span>
        <span className="num text-ink-3">{count === undefined ? "" : formatNumber(count)}</span>
      </p>
      {node.kind === "group" && node.of.length > 0 ? (
        <ul className="ml-5 border-l border-line">
          {node.of.map((part) => (
            <PlainPart key={part.id} node={part} names={names} counts={counts} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

import { formatNumber } from "@/components/ui/format";

export type FunnelStep = { words: string; left: number };

/** How everybody becomes the members: what is left after each condition of the outermost group, and who fell away. */
export function Funnel({ everybody, steps }: { everybody: number; steps: readonly FunnelStep[] }) {
  const rows = [{ words: "Everyone", left: everybody }, ...steps];
  const share = (count: number) => `${everybody === 0 ? 0 : (100 * count) / everybody}%`;
  return (
    <section aria-label="Funnel" className="border-t border-line py-3">
      <h2 className="text-xs font-semibold text-ink-2">{`How ${formatNumber(everybody)} become ${formatNumber(rows.at(-1)?.left ?? everybody)}`}</h2>
      <ol className="mt-2 flex flex-wrap gap-x-3.5 gap-y-4 pb-1">
        {rows.map(({ words, left }, index) => {
          const before = rows[index - 1]?.left ?? left;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have their place for a name
            <li key={index} className="min-w-24 flex-1 basis-0">
              <div aria-hidden className="relative mb-1.5 h-[88px] border-b border-line">
                <i
                  className={`absolute inset-x-0 bottom-0 rounded-t-[2px] bg-kept-fill ${index === rows.length - 1 ? "" : "opacity-55"}`}
                  style={{ height: share(left) }}
                />
                <i
                  className="absolute inset-x-0 rounded-[2px] bg-linear-to-t from-removed-fill to-transparent opacity-40"
                  style={{ height: share(before - left), bottom: share(left) }}
                />
              </div>
              <p className="num flex gap-2">
                <b className="font-semibold">{formatNumber(left)}</b>
                {before === left ? null : <span className="text-xs text-removed">{formatNumber(left - before)}</span>}
              </p>
              <p className="truncate text-xs text-ink-3" title={words}>
                {words}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

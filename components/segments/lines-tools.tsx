import { countOf } from "@/components/ui/format";
import { SearchField } from "@/components/ui/search-field";
import { ColumnsMenu } from "./columns-menu";
import { placeParams } from "./lines-address";
import { LinesFilter, LinesFilterChips, type LinesFilterProps } from "./lines-filter";

/** Above the lines: find them, filter them, choose their columns. */
export function LinesTools({ total, path, address, loadLookup }: LinesFilterProps & { total: number }) {
  return (
    <>
      <SearchField label={`Find in ${countOf(total, "line")}`} resets={placeParams} />
      <LinesFilter path={path} address={address} loadLookup={loadLookup} />
      <ColumnsMenu path={path} address={address} />
      <LinesFilterChips path={path} address={address} />
    </>
  );
}

import { Calendar, CircleDot, Hash, ToggleLeft, Type } from "lucide-react";
import type { CatalogueField } from "@/lib/filters/catalogue";

const icons: Record<CatalogueField["type"], typeof Hash> = {
  code: Hash,
  text: Type,
  int: Hash,
  decimal: Hash,
  bool: ToggleLeft,
  enum: CircleDot,
  date: Calendar,
  instant: Calendar,
};

/** What a field holds, as a small picture. */
export function FieldIcon({ type }: { type: CatalogueField["type"] }) {
  const Icon = icons[type];
  return <Icon className="icon-s text-ink-3" aria-hidden />;
}

import { useShortcut } from "@/components/keyboard/use-shortcut";
import { sections } from "@/lib/filters/catalogue";
import type { SectionKey } from "@/lib/filters/sections";

/** 1…9 and 0 go to the sections, outside of fields. */
export function SectionKeys({ onChoose }: { onChoose: (section: SectionKey) => void }) {
  return sections.map((section, index) => (
    <SectionShortcut key={section.key} keys={String((index + 1) % 10)} title={section.title} onPress={() => onChoose(section.key)} />
  ));
}

function SectionShortcut({ keys, title, onPress }: { keys: string; title: string; onPress: () => void }) {
  useShortcut(keys, onPress, { label: title, group: "Sections" });
  return null;
}

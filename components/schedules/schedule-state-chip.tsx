import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ScheduleState } from "@/lib/schedules/types";

const looks: Record<ScheduleState, { tone: ChipTone; label: string }> = {
  active: { tone: "live", label: "Active" },
  paused: { tone: "draft", label: "Paused" },
  held: { tone: "warn", label: "Waits for an administrator" },
  over: { tone: "plain", label: "Over" },
};

/** Whether a schedule will run. */
export function ScheduleStateChip({ state }: { state: ScheduleState }) {
  const { tone, label } = looks[state];
  return <Chip tone={tone}>{label}</Chip>;
}

import type { HabitError } from "@/lib/habits/errors";
import type { DefaultView, SaveView, ViewId } from "@/lib/habits/view-schema";
import type { ActionState } from "@/lib/request/action-state";

/** What can be done with views of lists. */
export type ViewActions = {
  save: (request: SaveView) => Promise<ActionState<{ id: number }, HabitError>>;
  remove: (request: ViewId) => Promise<ActionState<null, HabitError>>;
  restore: (request: ViewId) => Promise<ActionState<null, HabitError>>;
  setDefault: (request: DefaultView) => Promise<ActionState<null, HabitError>>;
};

import type { HabitError } from "@/lib/habits/errors";
import type { OrderPins, SetPin } from "@/lib/habits/schema";
import type { ActionState } from "@/lib/request/action-state";

/** What can be done with pins. */
export type PinActions = {
  setPin: (request: SetPin) => Promise<ActionState<null, HabitError>>;
  orderPins: (request: OrderPins) => Promise<ActionState<null>>;
};

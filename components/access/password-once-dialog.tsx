"use client";

import type { TellOnce } from "@/lib/users/add-user";
import { ShownOnceDialog } from "./shown-once-dialog";

/** Shows a drawn password, once: it cannot be seen again, only drawn anew. */
export function PasswordOnceDialog({ told, onClose }: { told: TellOnce; onClose: () => void }) {
  return (
    <ShownOnceDialog
      title={`Password of ${told.name}`}
      label="Password"
      secret={told.password}
      note="It is shown this once. Should it get lost, draw a new one."
      onClose={onClose}
    >
      Give it to {told.name}, who signs in as {told.email} and can change it under <i>Your account</i>.
    </ShownOnceDialog>
  );
}

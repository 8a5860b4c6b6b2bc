import { startBehaviourUpkeep } from "@/lib/behaviour/sweep";
import { getDatabase } from "@/lib/db/client";

// A process of its own that sweeps behaviour, to be killed on the way.
startBehaviourUpkeep(getDatabase());

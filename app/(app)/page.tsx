import { redirect } from "next/navigation";
import { currentContext } from "@/lib/request/current-context";

/** There is no page of its own at the root: work begins at the segments. */
export default async function HomePage() {
  await currentContext();
  redirect("/segments");
}

import { countOf } from "@/components/ui/format";
import type { LineProblem } from "@/lib/logging/schema";
import type { CheckPassed, FoundProblem, SegmentCheck } from "@/lib/logging/types";

/** What is the matter, with its number: "2 lines name a blocked salesperson". */
export function problemTitle(problem: LineProblem, count: number): string {
  const one = count === 1;
  switch (problem) {
    case "no_template":
      return `${countOf(count, "line")} ${one ? "has" : "have"} no interaction template`;
    case "no_salesperson":
      return `${countOf(count, "line")} ${one ? "has" : "have"} no salesperson`;
    case "blocked_salesperson":
      return `${countOf(count, "line")} ${one ? "names" : "name"} a blocked salesperson`;
    case "privacy_blocked":
      return `${countOf(count, "contact")} ${one ? "is" : "are"} privacy blocked`;
    case "minor":
      return `${countOf(count, "contact")} ${one ? "is a minor" : "are minors"} without parental consent`;
    case "do_not_contact":
      return `${countOf(count, "contact")} must not be contacted on the channel of the line`;
    case "opted_out":
      return `${countOf(count, "contact")} opted out`;
    case "address_suppressed":
      return `${countOf(count, "e-mail address", "e-mail addresses")} opted out before`;
    case "no_consent":
      return `${countOf(count, "contact")} ${one ? "has" : "have"} not given consent`;
    case "address_bounced":
      return `${countOf(count, "e-mail address", "e-mail addresses")} bounced before`;
    case "suppressed":
      return `${countOf(count, "contact")} ${one ? "is" : "are"} on a suppression segment`;
    case "called_already":
      return `${countOf(count, "line")} ${one ? "is" : "are"} done by phone already`;
    case "recent_interaction":
      return `${countOf(count, "contact")} had an interaction in the last 30 days`;
    case "excluded":
      return `${countOf(count, "contact")} ${one ? "is" : "are"} excluded from segments`;
    case "unreadable_email":
      return one ? "1 e-mail line has no address that can be read" : `${countOf(count, "e-mail line")} have no address that can be read`;
    case "shared_email":
      return `${countOf(count, "contact")} share an e-mail address with another`;
    case "no_document":
      return `${countOf(count, "line")} by e-mail or letter ${one ? "has" : "have"} no document`;
    default:
      return problem satisfies never;
  }
}

/** Who it is and why: names first, "and 7 more" behind them. */
export function problemDetail({ problem, count, sample, detail }: FoundProblem): string {
  const names = sample.map(({ name, companyName }) => (companyName ? `${name} of ${companyName}` : name));
  const more = count - names.length;
  const who = `${names.join(", ")}${more > 0 ? ` and ${countOf(more, "other")}` : ""}`;
  if (problem === "blocked_salesperson") return `${detail.join(", ")} ${detail.length === 1 ? "is" : "are"} blocked. ${who}`;
  if (problem === "suppressed") return `${detail.join(", ")}: ${who}`;
  if (problem === "called_already")
    return `${who}. Logged with the ${count === 1 ? "call" : "calls"}: ${detail.map((no) => `entry ${no}`).join(", ")}${count > detail.length ? " and more" : ""}`;
  if (problem === "shared_email") return `${detail.join(", ")}: ${who}`;
  if (problem === "unreadable_email") {
    const addresses = sample.map(({ name, email }) => (email ? `${name}: ${email}` : `${name}: none`));
    return `Logged, not reached. ${addresses.join(", ")}${more > 0 ? ` and ${countOf(more, "other")}` : ""}`;
  }
  return who;
}

/** What was looked at and is in order. */
export function passedWords(passed: CheckPassed, { campaign, segmentNo }: SegmentCheck): string {
  switch (passed) {
    case "description":
      return "It has a description";
    case "template":
      return "Every line has a date and a template";
    case "salesperson":
      return "Every line has a salesperson";
    case "campaign":
      return `${campaign?.code ?? "The campaign"} is running on that day`;
    case "never_logged":
      return `${segmentNo} was never logged before`;
    case "nobody_blocked":
      return "Nobody is privacy blocked";
    case "no_minors":
      return "No minors without consent";
    case "no_contact_twice":
      return "No contact twice";
    default:
      return passed satisfies never;
  }
}

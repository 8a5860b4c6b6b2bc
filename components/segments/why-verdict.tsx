import { TextLink } from "@/components/ui/text-link";
import type { WhyContact } from "@/lib/segmentation/why-types";

/** The answer in one sentence, over the steps that tell it. */
export function WhyVerdict({ id, why }: { id: string; why: WhyContact }) {
  return (
    <div>
      <h2 id={id} className="text-lg font-[610] tracking-[-0.011em] text-balance">
        {why.name} {verdictOf(why)}
      </h2>
      <p className="mt-0.5 text-ink-2">
        {[why.companyName && why.companyName !== why.name ? why.companyName : null, why.city].filter(Boolean).join(", ")}{" "}
        <TextLink href={`/contacts/${encodeURIComponent(why.contactNo)}`} className="mono font-normal!">
          {why.contactNo}
        </TextLink>
      </p>
    </div>
  );
}

/** The last step that moved the contact decides; where none did, it was refused or never matched. */
function verdictOf({ onSegment, steps }: WhyContact): string {
  const standing = steps.filter((step) => !step.undone);
  if (standing.length === 0) return "is not here: nothing was added yet.";
  const came = standing.findLast(({ what }) => what === "came_in" || what === "through_company");
  if (onSegment) return came ? `is here since step ${came.step}.` : "is here.";
  const left = standing.findLast(({ what }) => what === "left");
  if (left) return left.kind === "edit" ? `was removed by hand in step ${left.step} by ${left.userName}.` : `left with step ${left.step}.`;
  const refused = standing.find(({ what }) => what === "refused");
  if (refused) {
    const because = { blocked: "it is blocked", excluded: "it is marked Exclude from Segment" } as const;
    return `was refused in step ${refused.step}${refused.refusedAs ? `: ${because[refused.refusedAs]}` : ""}.`;
  }
  return standing.some(({ kind }) => kind === "add") ? "never came: it matches no Add." : "never came.";
}

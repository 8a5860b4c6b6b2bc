import { CircleX } from "lucide-react";
import { TextLink } from "@/components/ui/text-link";
import type { HeaderProblem } from "@/lib/logging/types";
import { CheckRow } from "./check-list";

const words: Record<HeaderProblem, { title: string; detail: string; link: string }> = {
  no_description: {
    title: "The segment has no description",
    detail: "Every interaction takes it as its title, for example “Spring letter”.",
    link: "Write a description",
  },
  no_template: {
    title: "The segment has no interaction template",
    detail: "The template says what kind of interaction this is.",
    link: "Choose a template",
  },
  no_lines: { title: "Nobody is on the segment", detail: "There is nothing to log yet.", link: "Add contacts" },
  already_logged: {
    title: "A segment of this number was logged before",
    detail: "A number is logged once.",
    link: "Back to the worksheet",
  },
};

/** Something of the header that stops the log, with the way to the worksheet where it is repaired. */
export function HeaderProblemRow({ segmentNo, problem }: { segmentNo: string; problem: HeaderProblem }) {
  const { title, detail, link } = words[problem];
  return (
    <CheckRow
      icon={<CircleX aria-hidden />}
      tone="danger"
      title={title}
      detail={detail}
      actions={<TextLink href={`/segments/${encodeURIComponent(segmentNo)}`}>{link}</TextLink>}
    />
  );
}

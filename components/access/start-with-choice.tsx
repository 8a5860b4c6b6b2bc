import type { startWith } from "@/lib/users/schema";

export type StartWith = (typeof startWith)[number];

const choices: readonly { value: StartWith; title: string; text: string }[] = [
  {
    value: "demo",
    title: "The demo company",
    text: "CRONUS International Ltd.: 533 contacts, 56 interactions, and segments to play with.",
  },
  { value: "contacts", title: "My own contacts", text: "A CSV file from Google Contacts, Outlook, HubSpot, Salesforce, anything." },
  { value: "nothing", title: "Nothing", text: "Empty tables and the usual codes." },
];

/** What the new company holds on the first day; one of three, by mouse or arrow keys. */
export function StartWithChoice({ value, onChange }: { value: StartWith; onChange: (value: StartWith) => void }) {
  return (
    <fieldset className="mt-2">
      <legend className="mb-1.5 text-xs font-medium text-ink-2">Start with</legend>
      <div className="overflow-hidden rounded-lg border border-line-strong">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="grid cursor-pointer grid-cols-[16px_1fr] gap-x-2.5 border-t border-line px-3.5 py-2.5 first:border-t-0 hover:bg-hover has-checked:bg-accent-tint has-focus-visible:inset-ring-2 has-focus-visible:inset-ring-(--focus-color)"
          >
            <input
              type="radio"
              name="startWith"
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
              className="focus-own mt-px size-4 appearance-none rounded-full border border-field-line bg-field checked:border-[5px] checked:border-accent-solid"
            />
            <span className="grid gap-px">
              <span className="font-medium">{choice.title}</span>
              <span className="text-xs text-pretty text-ink-3">{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

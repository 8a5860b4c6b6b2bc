import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";

export type CriteriaNames = { code: string; description: string; shared: boolean };

/** What saved criteria are called and who sees them, when they are kept and when they are changed. */
export function CriteriaFields({
  value,
  onChange,
  refusal,
}: {
  value: CriteriaNames;
  onChange: (value: CriteriaNames) => void;
  refusal: string | null;
}) {
  return (
    <>
      <TextField
        label="Code"
        required
        maxLength={20}
        code
        value={value.code}
        onChange={(event) => onChange({ ...value, code: event.target.value })}
        error={refusal ?? undefined}
      />
      <TextField
        label="Description"
        maxLength={100}
        value={value.description}
        onChange={(event) => onChange({ ...value, description: event.target.value })}
      />
      <Switch
        label="Shared"
        hint="Everybody can reuse them. Off: only who made them."
        checked={value.shared}
        onCheckedChange={(shared) => onChange({ ...value, shared })}
      />
    </>
  );
}

import { classNames } from "@/components/ui/class-names";

const steps = [6, 12, 16, 20];

/** Four bars that fill with length, the one thing that makes a password strong. The rule itself stands in words beside the field. */
export function PasswordStrength({ password }: { password: string }) {
  return (
    <div aria-hidden="true" className="mt-1.5 grid grid-cols-4 gap-1">
      {steps.map((step) => (
        <span
          key={step}
          className={classNames(
            "h-[3px] rounded-sm transition-colors duration-(--t-quick)",
            password.length >= step ? "bg-accent-mid" : "bg-track",
          )}
        />
      ))}
    </div>
  );
}

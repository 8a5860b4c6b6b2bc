import { Note } from "@/components/ui/note";
import { linkClass } from "@/components/ui/text-link";
import type { Finding } from "@/lib/live-segments/types";

/** What the check for errors found, all of it; pressing one shows where it is. */
export function Findings({
  findings,
  onShow,
  onClose,
}: {
  findings: readonly Finding[];
  onShow: (path: string) => void;
  onClose: () => void;
}) {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const title =
    errors === 0 ? (findings.length === 0 ? "Nothing is wrong." : "It can go live.") : errors === 1 ? "One error." : `${errors} errors.`;
  return (
    <Note
      tone={errors > 0 ? "bad" : findings.length > 0 ? "warn" : "info"}
      alert
      title={title}
      className="mb-3"
      actions={
        <button type="button" className={linkClass} onClick={onClose}>
          Close
        </button>
      }
    >
      {findings.length === 0 ? "It can go live." : null}
      <ul className="mt-1 list-disc pl-4">
        {findings.map(({ code, path, message }) => (
          <li key={`${code} ${path} ${message}`}>
            {message}{" "}
            {path === "" || path === "name" || path === "timeZone" ? null : (
              <button type="button" className={linkClass} onClick={() => onShow(path)}>
                Show it
              </button>
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}

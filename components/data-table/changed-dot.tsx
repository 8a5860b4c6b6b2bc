/** Before a value that was changed on this line; `label` says so to screen readers. */
export function ChangedDot({ label = "Changed here:" }: { label?: string | undefined }) {
  return (
    <>
      <span aria-hidden className="mr-[5px] inline-block size-[5px] rounded-full bg-accent-mid align-[2px]" />
      <span className="sr-only">{label} </span>
    </>
  );
}

/** The mark: what stays in a column, what is light flies off. */
export function WinnowMark({ className = "size-[19px]" }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 20 20" fill="currentColor" aria-hidden="true" className={`flex-none text-accent ${className}`}>
      <circle cx="6" cy="3.6" r="2.5" />
      <circle cx="6" cy="10" r="2.5" />
      <circle cx="6" cy="16.4" r="2.5" />
      <circle cx="12" cy="7.6" r="1.8" opacity=".7" />
      <circle cx="15.6" cy="4.6" r="1.25" opacity=".5" />
      <circle cx="18.3" cy="2.6" r=".8" opacity=".4" />
    </svg>
  );
}

/** Mark and name, as on the pages before sign-in. */
export function Brand({ className }: { className?: string | undefined }) {
  return (
    <span className={`inline-flex items-center gap-2 text-lg font-[620] tracking-[-0.015em] text-ink ${className ?? ""}`}>
      <WinnowMark />
      Winnow
    </span>
  );
}

/** The lines of an address on paper, one below the other. */
export function AddressLines({ lines, first }: { lines: readonly string[]; first?: string }) {
  return lines.map((line, no) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of an address have no other name and never move
    <p key={no} className={no === 0 ? first : undefined}>
      {line}
    </p>
  ));
}

"use client";

import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import type { SearchContacts } from "@/components/named-contacts/contacts-by-hand";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import type { ChangeByHand } from "@/lib/live-segments/schema";
import type { ByHand, LiveSegment } from "@/lib/live-segments/types";
import { ByHandDialog } from "./by-hand-dialog";
import type { useLiveSegment } from "./use-live-segment";

export type ByHandListsProps = {
  segment: LiveSegment;
  live: ReturnType<typeof useLiveSegment>;
  /** Null where it cannot be changed. */
  searchContacts: SearchContacts | null;
};

/** Who is put in and who is left out by hand, in the definition that is shown. */
export function ByHandLists({ segment, live, searchContacts }: ByHandListsProps) {
  const [adding, setAdding] = useState(false);
  const definition = segment.working ?? segment.published;
  if (!definition) return null;
  const { includes, excludes } = definition;
  const remove = searchContacts === null ? null : live.takeOffByHand;
  return (
    <section aria-label="By hand" className="border-t border-line py-3">
      <div className="flex items-center gap-2">
        <h2 className="text-xs font-semibold text-ink-2">By hand</h2>
        {searchContacts ? (
          <Button icon={<UserPlus aria-hidden />} className="ml-auto" onClick={() => setAdding(true)}>
            Put in or leave out…
          </Button>
        ) : null}
      </div>
      {includes.total + excludes.total === 0 ? (
        <p className="mt-1 text-ink-3">Nobody is put in or left out; the conditions alone decide.</p>
      ) : (
        <div className="mt-1.5 grid gap-x-8 gap-y-3 sm:grid-cols-2">
          <Named title="Put in" list="include" contacts={includes} remove={remove} pending={live.pending} />
          <Named title="Left out" list="exclude" contacts={excludes} remove={remove} pending={live.pending} />
        </div>
      )}
      {searchContacts ? (
        <ByHandDialog
          segmentNo={segment.segmentNo}
          title={segment.name || segment.segmentNo}
          open={adding}
          onOpenChange={setAdding}
          change={live.changeByHand}
          searchContacts={searchContacts}
          onChanged={live.saidByHand}
        />
      ) : null}
    </section>
  );
}

type NamedProps = {
  title: string;
  list: ChangeByHand["list"];
  contacts: ByHand;
  remove: ((list: ChangeByHand["list"], contactNo: string, name: string) => void) | null;
  pending: boolean;
};

function Named({ title, list, contacts: { total, contacts }, remove, pending }: NamedProps) {
  if (total === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="text-xs text-ink-3">
        {title} <span className="num">{formatNumber(total)}</span>
      </h3>
      <ul className="mt-1">
        {contacts.map(({ contactNo, name, companyName }) => (
          <li key={contactNo} className="flex min-h-7 items-center gap-2 pointer-coarse:min-h-11">
            <TextLink href={`/contacts/${encodeURIComponent(contactNo)}`} className="truncate">
              {name}
            </TextLink>
            <span className="min-w-0 flex-1 truncate text-ink-3">{companyName === name ? null : companyName}</span>
            {remove ? (
              <IconButton
                label={`Take ${name} off this list`}
                icon={<X aria-hidden />}
                className="size-6!"
                disabled={pending}
                onClick={() => remove(list, contactNo, name)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {total > contacts.length ? (
        <p className="mt-1 text-xs text-ink-3">{`The first ${formatNumber(contacts.length)} by number. When some are taken off, others move up.`}</p>
      ) : null}
    </section>
  );
}

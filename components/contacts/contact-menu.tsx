"use client";

import { Ellipsis, Merge, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { ContactType } from "@/lib/contacts/schema";
import { DeleteContactsDialog } from "./delete-contacts-dialog";
import { MergeContactsDialog } from "./merge-contacts-dialog";
import type { UpkeepActions } from "./upkeep-actions";

/** What can be done with a contact as a whole, by who may edit contacts. */
export function ContactMenu({ contactNo, type, actions }: { contactNo: string; type: ContactType; actions: UpkeepActions }) {
  const router = useRouter();
  const [asks, setAsks] = useState<"merge" | "delete" | null>(null);
  const close = (open: boolean) => (open ? undefined : setAsks(null));
  return (
    <>
      <Menu trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden />} />}>
        <MenuItem icon={<Merge aria-hidden />} onSelect={() => setAsks("merge")}>
          Merge with…
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setAsks("delete")}>
          Delete {type}
        </MenuItem>
      </Menu>
      <MergeContactsDialog open={asks === "merge"} onOpenChange={close} contactNos={[contactNo]} type={type} actions={actions} />
      <DeleteContactsDialog
        open={asks === "delete"}
        onOpenChange={close}
        selection={{ contactNos: [contactNo] }}
        actions={actions}
        onGone={() => router.push("/contacts")}
      />
    </>
  );
}

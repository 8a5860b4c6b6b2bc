"use client";

import { Ellipsis, PenLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { countOf } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Template } from "@/lib/templates/find-template";
import { type TemplateActions, templateRefusal } from "./template-actions";
import { TemplateDialog } from "./template-dialog";

type TemplateMenuProps = {
  template: Template;
  currency: string;
  actions: Pick<TemplateActions, "create" | "change" | "remove">;
  loadLookup: LoadLookup;
};

/** Changing and deleting a template, at the head of its page. */
export function TemplateMenu({ template, currency, actions, loadLookup }: TemplateMenuProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"change" | "delete" | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startDelete] = useTransition();
  useShortcut("E", () => setOpen("change"), { label: "Change the template" });
  const remove = () =>
    startDelete(async () => {
      const refused = templateRefusal(await actions.remove({ code: template.code, version: template.version }).catch(() => null));
      setRefusal(refused);
      if (refused === null) router.push("/interaction-templates");
    });
  return (
    <>
      <Menu trigger={<IconButton label="More" icon={<Ellipsis aria-hidden />} />}>
        <MenuItem
          danger
          icon={<Trash2 aria-hidden />}
          onSelect={() => {
            setRefusal(null);
            setOpen("delete");
          }}
        >
          Delete template…
        </MenuItem>
      </Menu>
      <Button variant="primary" icon={<PenLine aria-hidden />} onClick={() => setOpen("change")}>
        Change
      </Button>
      {open === "change" ? (
        <TemplateDialog template={template} currency={currency} actions={actions} loadLookup={loadLookup} onClose={() => setOpen(null)} />
      ) : null}
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(next) => setOpen(next ? "delete" : null)}
        title={`Delete ${template.description}?`}
        confirmLabel="Delete template"
        danger
        pending={pending}
        refusal={refusal ?? undefined}
        onConfirm={remove}
      >
        {countOf(template.languages.length, "language")} and their documents go for good. What was logged with it keeps its code and its
        documents.
      </ConfirmDialog>
    </>
  );
}

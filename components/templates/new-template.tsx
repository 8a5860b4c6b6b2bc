"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { TemplateDialog, type TemplateDialogProps } from "./template-dialog";

/** The button that makes a template. */
export function NewTemplate(props: Pick<TemplateDialogProps, "currency" | "actions" | "loadLookup">) {
  const [open, setOpen] = useState(false);
  useShortcut("N", () => setOpen(true), { label: "New template" });
  return (
    <>
      <Button variant="primary" keys="N" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        New template
      </Button>
      {open ? <TemplateDialog {...props} template={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

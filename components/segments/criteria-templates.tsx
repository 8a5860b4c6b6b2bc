"use client";

import type { RefObject } from "react";
import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import type { ValueSources } from "@/components/query-builder/row-values";
import { TemplateDialog } from "@/components/query-builder/template-dialog";
import { TemplateGallery } from "@/components/query-builder/template-gallery";
import { filterToTree } from "@/components/query-builder/tree";
import type { useCriteria } from "./use-criteria";

export type AskedTemplate = "choose" | "keep" | null;
export type CriteriaTemplatesProps = Omit<ValueSources, "builder"> & {
  /** Which of the two dialogs is open. */
  asks: AskedTemplate;
  onAsk: (asks: AskedTemplate) => void;
  edited: ReturnType<typeof useCriteria>;
  templates: OwnTemplates;
  /** The search box, which is there in both forms. */
  search: RefObject<HTMLInputElement | null>;
};

/** Begins what is edited with a template, and keeps it as one. */
export function CriteriaTemplates({ asks, onAsk, edited, templates, search, clock, loadLookup }: CriteriaTemplatesProps) {
  const { builder, asGroups, begin } = edited;
  const { filter, names } = edited.read();
  return (
    <>
      <TemplateGallery
        {...templates}
        open={asks === "choose"}
        onOpenChange={(open) => onAsk(open ? "choose" : null)}
        sources={{ builder, clock, loadLookup }}
        onUse={begin}
        focusAfter={search}
      />
      {templates.actions ? (
        <TemplateDialog
          open={asks === "keep"}
          of={asGroups ? builder : { root: filterToTree(filter).root, names }}
          templates={templates.templates}
          save={templates.actions.save}
          onClose={() => onAsk(null)}
        />
      ) : null}
    </>
  );
}

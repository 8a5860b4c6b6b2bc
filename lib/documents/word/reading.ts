import type { MergeSettings } from "./clean";
import type { Place, TemplateProblem } from "./errors";
import type { FieldName, ListName } from "./fields";
import type { Loop } from "./model";

/** A field as its author wrote it; `field` is null when nobody knows it. */
export type FieldUse = { readonly written: string; readonly field: FieldName | null; readonly place: Place };

/** What is gathered while a template is read: what stands in the way, and the fields found. */
export class Reading {
  readonly problems: TemplateProblem[] = [];
  readonly uses: FieldUse[] = [];
  readonly lists: ListName[] = [];
  private loops = 0;

  constructor(readonly settings: MergeSettings) {}

  /** A FOR of its own. */
  nextLoop(list: ListName): Loop {
    this.loops++;
    this.lists.push(list);
    return { id: this.loops, list };
  }
}

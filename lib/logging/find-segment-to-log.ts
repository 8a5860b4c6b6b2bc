import { z } from "zod";
import { readSuppression, type Suppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { layersAsJson, layersSchema, linesIn, type StoredLayers } from "@/lib/segmentation/layers";
import { lineBasisColumns, lineBasisShape } from "@/lib/segmentation/lines";
import { segmentStates } from "@/lib/segmentation/schema";

const text = z.string().nullable();
const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const rowSchema = z.object({
  id: z.int(),
  segmentNo: z.string(),
  description: text,
  date: z.string(),
  state: z.enum(segmentStates),
  version: z.int(),
  headerVersion: z.int(),
  currentStep: z.int(),
  template: namedSchema,
  salesperson: namedSchema.and(z.object({ blocked: z.boolean() }).nullable()),
  campaign: z.object({ code: z.string(), name: z.string(), startingDate: text, endingDate: text, target: z.boolean() }).nullable(),
  unitCostLcy: z.number(),
  unitDurationMin: z.int(),
  ...lineBasisShape,
  layers: layersSchema,
  loggedEntryNo: z.int().nullable(),
});
/** A segment as the check before logging looks at it; `size` is the number of lines. */
export type SegmentToLog = Omit<z.infer<typeof rowSchema>, "suppression"> & {
  size: number;
  layers: StoredLayers;
  suppression: Suppression;
};

/** Reads what logging needs of a segment and its header; null when there is none. */
export async function findSegmentToLog(tx: Transaction, segmentNo: string, now: Date): Promise<SegmentToLog | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.id, segment.segment_no as "segmentNo", segment.description, to_char(segment.date, 'YYYY-MM-DD') as date, segment.state::text as state,
      segment.version, segment.header_version as "headerVersion", segment.current_step as "currentStep",
      case when template.code is not null then jsonb_build_object('code', template.code, 'name', template.description) end as template,
      case when salesperson.code is not null then jsonb_build_object('code', salesperson.code, 'name', salesperson.name,
        'blocked', salesperson.blocked or salesperson.privacy_blocked) end as salesperson,
      case when campaign.campaign_no is not null then jsonb_build_object('code', campaign.campaign_no, 'name', campaign.description,
        'startingDate', to_char(campaign.starting_date, 'YYYY-MM-DD'), 'endingDate', to_char(campaign.ending_date, 'YYYY-MM-DD'),
        'target', segment.campaign_target) end as campaign,
      segment.unit_cost_lcy::float8 as "unitCostLcy", segment.unit_duration_min as "unitDurationMin",
      ${lineBasisColumns}, ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} as layers,
      (select entry_no from logged_segment where logged_segment.segment_no = segment.segment_no) as "loggedEntryNo"
    from segment
    left join interaction_template template on template.code = segment.interaction_template_code
    left join salesperson on salesperson.code = segment.salesperson_code
    left join campaign on campaign.campaign_no = segment.campaign_no
    where segment.segment_no = ${segmentNo}`);
  const [row] = z.array(rowSchema).parse(rows);
  return row ? { ...row, size: linesIn(row.layers), suppression: await readSuppression(askIn(tx), row.suppression, now) } : null;
}

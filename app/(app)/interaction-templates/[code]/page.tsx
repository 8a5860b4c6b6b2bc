import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { TemplatePurpose } from "@/components/consent/template-purpose";
import { Visit } from "@/components/habits/visit";
import { TemplateLanguages } from "@/components/templates/template-languages";
import { TemplateMenu } from "@/components/templates/template-menu";
import { channelWords, flowWords, wizardActionNames } from "@/components/templates/template-words";
import { formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { listPurposeNames } from "@/lib/consent/purposes";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { findTemplate } from "@/lib/templates/find-template";
import { addressPart } from "../../address-part";
import { documentReads } from "../../documents/documents";
import { setTemplatePurposeAction } from "../../purposes/actions";
import { loadLookupAction, searchContactsAction } from "../../segments/actions";
import { templateActions } from "../template-actions";

export async function generateMetadata({ params }: PageProps<"/interaction-templates/[code]">): Promise<Metadata> {
  return { title: addressPart((await params).code) };
}

export default async function TemplatePage({ params }: PageProps<"/interaction-templates/[code]">) {
  const code = addressPart((await params).code);
  const { user, timeZone } = await currentContext();
  const [template, currency, purposes] = await Promise.all([
    readQuery(findTemplate, { code }),
    readQuery(findCurrency, {}),
    readQuery(listPurposeNames, {}),
  ]);
  if (!template) notFound();
  const { group, campaign, language, segments } = template;
  const editable = hasRight(user.role, "setup");
  return (
    <>
      <PageHeader
        title={template.description}
        crumbs={[{ href: "/interaction-templates", label: "Interaction templates" }]}
        number={code}
        line
        actions={
          editable ? <TemplateMenu template={template} currency={currency} actions={templateActions} loadLookup={loadLookupAction} /> : null
        }
      />
      <Visit kind="template" thingKey={code} />
      <ScrollPane label="Template" className="px-4 py-4">
        <div className="grid content-start gap-x-10 md:grid-cols-2 xl:grid-cols-3">
          <Part title="What it presets">
            <KeyValues
              labelWidth={150}
              items={[
                {
                  label: "Interaction Group",
                  value: (
                    <TextLink href={`/interaction-templates?group=${encodeURIComponent(group.code)}`} prefetch={false}>
                      {group.name}
                    </TextLink>
                  ),
                },
                { label: "Channel", value: channelWords(template.correspondenceType) },
                { label: "Contact's own channel", value: template.ignoresContact ? "Does not count" : "Counts first" },
                { label: "Direction", value: flowWords(template.informationFlow) },
                { label: "Initiated By", value: template.initiatedBy === null ? null : template.initiatedBy === "us" ? "Us" : "Them" },
                { label: "Unit Cost", value: formatMoney(template.unitCostLcy, currency) },
                { label: "Unit Duration", value: formatDuration(template.unitDurationMin) },
                { label: "Default language", value: language ? `${language.name} (${language.code})` : null },
                { label: "Wizard action", value: template.wizardAction && wizardActionNames[template.wizardAction] },
                {
                  label: "Campaign",
                  value: campaign ? (
                    <TextLink href={`/campaigns/${encodeURIComponent(campaign.code)}`} prefetch={false}>
                      {campaign.name}
                    </TextLink>
                  ) : null,
                },
                {
                  label: "Purpose",
                  value: editable ? (
                    <TemplatePurpose code={code} purpose={template.purpose} purposes={purposes} setPurpose={setTemplatePurposeAction} />
                  ) : (
                    template.purpose.name
                  ),
                },
                ...(campaign
                  ? [
                      { label: "Campaign Target", value: template.campaignTarget ? "Yes" : "No" },
                      { label: "Campaign Response", value: template.campaignResponse ? "Yes" : "No" },
                    ]
                  : []),
              ]}
            />
          </Part>
          <Part title="Recorded with it">
            <KeyValues
              labelWidth={150}
              items={[
                { label: "Interactions", value: formatNumber(template.interactions) },
                { label: "Cost", value: formatMoney(template.costLcy, currency) },
                { label: "Duration", value: formatDuration(template.durationMin) },
              ]}
            />
            {template.interactions > 0 ? (
              <p className="mt-3">
                <TextLink href={`/interaction-log-entries?template=${encodeURIComponent(code)}`} prefetch={false}>
                  See the interactions
                </TextLink>
              </p>
            ) : null}
          </Part>
          <Part title="Segments in work">
            {segments.length === 0 ? <p className="text-ink-3">No worksheet uses this template.</p> : null}
            <ul className="-mx-2">
              {segments.map((segment) => (
                <li key={segment.segmentNo}>
                  <Link
                    href={`/segments/${encodeURIComponent(segment.segmentNo)}`}
                    prefetch={false}
                    className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1 truncate">{segment.description ?? "No description yet"}</span>
                    <span className="mono flex-none text-ink-3">{segment.segmentNo}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Part>
        </div>
        <TemplateLanguages
          template={template}
          timeZone={timeZone}
          reads={{ ...documentReads, searchContacts: searchContactsAction }}
          actions={editable ? templateActions : null}
          loadLookup={loadLookupAction}
        />
      </ScrollPane>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pb-6">
      <h2 className="mb-2.5 text-xs font-semibold text-ink-2">{title}</h2>
      {children}
    </section>
  );
}

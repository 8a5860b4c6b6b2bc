import { Fragment } from "react";
import { Chip } from "@/components/ui/chip";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { ReferenceGroup, ReferenceOperation } from "@/lib/api/reference";

type ApiReferenceProps = {
  groups: readonly ReferenceGroup[];
  schemas: Readonly<Record<string, unknown>>;
  problems: readonly { code: string; status: number; title: string }[];
};

/** The REST API to read: how to begin, every address, the shape of a filter, every refusal. */
export function ApiReference({ groups, schemas, problems }: ApiReferenceProps) {
  return (
    <div className="flex min-h-0 flex-1">
      <nav aria-label="Contents" className="w-56 flex-none overflow-y-auto border-r border-line bg-sunken px-4 py-4 max-md:hidden">
        <ul className="grid gap-1.5">
          {["Beginning", ...groups.map(({ tag }) => tag), "Filters", "Problems"].map((title) => (
            <li key={title}>
              <a href={`#${anchorOf(title)}`} className="text-ink-2 hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto scroll-smooth px-4 py-5 motion-reduce:scroll-auto">
        <div className="grid max-w-[860px] gap-8">
          <Beginning />
          {groups.map(({ tag, operations }) => (
            <section key={tag} aria-labelledby={anchorOf(tag)}>
              <Heading title={tag} />
              <div className="overflow-hidden rounded-lg border border-line">
                {operations.map((operation) => (
                  <Operation key={operation.id} operation={operation} />
                ))}
              </div>
            </section>
          ))}
          <section aria-labelledby="filters">
            <Heading title="Filters" />
            <p className="mb-3 text-ink-2">
              A filter is a tree of <Code>all</Code>, <Code>any</Code> and <Code>not</Code> over conditions, or expressions by field as they
              are typed in the dialogs: <Code>{'{"expressions": {"countryRegionCode": "GB|DK", "mailingGroup.code": "NEWS"}}'}</Code>.
              Fields of one relation must hold on the same row.
            </p>
            <Schema title="Schemas" text={JSON.stringify(schemas, null, 2)} />
          </section>
          <section aria-labelledby="problems">
            <Heading title="Problems" />
            <p className="mb-3 text-ink-2">
              A refusal is <Code>application/problem+json</Code>. <Code>code</Code> says what is the matter, <Code>detail</Code> is a
              sentence for people, and nothing was changed.
            </p>
            <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1.5">
              {problems.map(({ code, status, title }) => (
                <Fragment key={code}>
                  <dt id={code} className="mono scroll-mt-4 target:bg-accent-tint">
                    {code}
                  </dt>
                  <dd className="num text-ink-3">
                    {status} · {title}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </div>
  );
}

function Beginning() {
  return (
    <section aria-labelledby="beginning" className="text-pretty text-ink-2">
      <Heading title="Beginning" />
      <p>
        Make a key under <i>Your account</i> and send it with every request as <Code>Authorization: Bearer winnow_…</Code>. A key may do
        what its owner may at that moment, and never more than it was given.
      </p>
      <ul className="mt-2 grid list-disc gap-1 pl-5">
        <li>
          Lists answer <Code>items</Code>, <Code>total</Code>, <Code>next</Code> and <Code>previous</Code>; pass one of the last two on as{" "}
          <Code>cursor</Code>.
        </li>
        <li>
          What changes a record wants its <Code>ETag</Code> in <Code>If-Match</Code>. Steps carry <Code>decidedAtStep</Code> and the numbers
          that were <Code>shown</Code>.
        </li>
        <li>
          A write with an <Code>Idempotency-Key</Code> is done once within 24 hours, however often it is sent.
        </li>
        <li>
          What takes long answers 202 with the number of a job: ask for it under <Code>/jobs</Code> until it is done.
        </li>
        <li>
          An export is sent while it is made, as CSV or, with <Code>format=xlsx</Code>, as a workbook. Its end tells whether it is whole.
        </li>
      </ul>
    </section>
  );
}

function Operation({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, right, parameters, body, answer, statuses, example } = operation;
  return (
    <details id={id} className="group scroll-mt-4 border-t border-line-soft first:border-t-0">
      <summary className="focus-inset flex min-h-11 cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-hover">
        <span className="mono w-14 flex-none font-semibold">{method}</span>
        <span className="mono min-w-0 [overflow-wrap:anywhere]">{path}</span>
        <span className="min-w-0 flex-1 basis-60 text-ink-3">
          <Words text={summary} />
        </span>
      </summary>
      <div className="grid gap-3 border-t border-line-soft bg-sunken px-3 py-3">
        {description ? (
          <p className="text-ink-2">
            <Words text={description} />
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-1.5 text-ink-3">
          Right <Chip>{right}</Chip> answers {statuses.join(", ")}
        </p>
        {parameters.length > 0 ? (
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1">
            {parameters.map((parameter) => (
              <Fragment key={`${parameter.place} ${parameter.name}`}>
                <dt className="mono">
                  {parameter.name}
                  {parameter.required ? <span className="text-ink-3"> needed</span> : null}
                </dt>
                <dd className="text-ink-2">
                  {parameter.place}, {parameter.type}
                  {parameter.description ? (
                    <span className="text-ink-3">
                      . <Words text={parameter.description} />
                    </span>
                  ) : null}
                </dd>
              </Fragment>
            ))}
          </dl>
        ) : null}
        {body ? <Schema title="Body" text={body} /> : null}
        {answer ? <Schema title="Answer" text={answer} /> : null}
        <Schema title="Example" text={example} />
      </div>
    </details>
  );
}

function Schema({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <div className="mb-1 text-xs font-medium text-ink-2">{title}</div>
      <ScrollPane label={title} className="max-h-80 rounded-md border border-line bg-surface">
        <pre className="mono p-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</pre>
      </ScrollPane>
    </div>
  );
}

function Heading({ title }: { title: string }) {
  return (
    <h2 id={anchorOf(title)} className="mb-2 scroll-mt-4 text-lg font-semibold">
      {title}
    </h2>
  );
}

/** What stands between backticks is code. */
function Words({ text }: { text: string }) {
  let at = 0;
  return text.split("`").map((part, index) => {
    const place = at;
    at += part.length + 1;
    return index % 2 === 1 ? <Code key={place}>{part}</Code> : part;
  });
}

function Code({ children }: { children: string }) {
  return <code className="mono text-ink [overflow-wrap:anywhere]">{children}</code>;
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

import { DeliveriesTable } from "@/components/delivery/deliveries-table";
import { placeOf, placeWords } from "@/components/delivery/delivery-words";
import { RefreshWhile } from "@/components/delivery/refresh-while";
import { RunPanel } from "@/components/delivery/run-panel";
import { countedAs, echoWords, stateWords } from "@/components/delivery/state-words";
import { parseDeliveryAddress, placeHref } from "@/components/interactions/address";
import { EmptyState } from "@/components/ui/empty-state";
import { onwardPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { listDeliveries } from "@/lib/delivery/queries";
import { deliveryStates } from "@/lib/delivery/schema";
import type { DeliveryRun } from "@/lib/delivery/types";
import { countedEchoes } from "@/lib/echoes/schema";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import {
  continueDeliveryAction,
  giveUpDeliveryAction,
  pauseDeliveryAction,
  sendAgainAction,
  settleUnknownDeliveryAction,
} from "../../email/delivery-actions";
import type { TabProps } from "./tab-props";

const actions = {
  pause: pauseDeliveryAction,
  go: continueDeliveryAction,
  giveUp: giveUpDeliveryAction,
  sendAgain: sendAgainAction,
  settle: settleUnknownDeliveryAction,
};

/** What became of the e-mails of a logged segment: how far they are, by state, and each with the server's answer. */
export async function DeliveryTab({ run, path, search, editable }: Pick<TabProps, "path" | "search" | "editable"> & { run: DeliveryRun }) {
  const { state, echo, after } = parseDeliveryAddress(search);
  const [{ now, timeZone }, { rows, next }] = await Promise.all([
    currentContext(),
    readQuery(listDeliveries, { loggedSegmentEntryNo: run.loggedSegmentEntryNo, state, echo, after }),
  ]);
  const place = placeOf(run, now);
  const states = [null, ...deliveryStates.filter((one) => run.counts[one] > 0 || one === state)];
  const echoes = countedEchoes.filter((one) => run.counting[countedAs[one]] || run.echoes[one] > 0 || one === echo);
  const tabs = [
    ...states.map((one) => ({
      label: one ? stateWords[one].name : "All",
      count: one ? run.counts[one] : run.total,
      chosen: one ? { state: one } : {},
      current: one === state && echo === null,
    })),
    ...echoes.map((one) => ({ label: echoWords[one].name, count: run.echoes[one], chosen: { echo: one }, current: one === echo })),
  ];
  const here = tabs.find(({ current }) => current);
  return (
    <>
      <RefreshWhile moving={place === "moving"} />
      <RunPanel run={run} place={place} words={placeWords(place, run, timeZone)} editable={editable} actions={actions} />
      <Tabs
        label="E-mails by state, and by what people did with them"
        tabs={tabs.map(({ chosen, ...tab }) => ({ ...tab, href: placeHref(path, {}, { tab: "delivery", ...chosen }) }))}
      />
      <DeliveriesTable
        rows={rows}
        empty={<EmptyState title={echo ? `No e-mail was ${echo} yet` : "No e-mail is in this state"} filled={0} />}
      />
      <Pagination
        noun={(here?.count ?? run.total) === 1 ? "e-mail" : "e-mails"}
        {...onwardPages({ after, next, total: here?.count ?? run.total }, (key) =>
          placeHref(path, key === null ? {} : { after: String(key) }, { tab: "delivery", ...here?.chosen }),
        )}
      />
    </>
  );
}

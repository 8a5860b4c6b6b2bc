/** What became of one attempt, as far as the server told. */
export type Outcome =
  /** Accepted: the server's answer. */
  | { kind: "accepted"; answer: string }
  /** A final no to this message. */
  | { kind: "refused"; answer: string }
  /** Not now, for this message: asked again later. */
  | { kind: "put_off"; answer: string }
  /** The server cannot be used at all: nothing of this message was handed over, and none of the others can go either. */
  | { kind: "no_server"; answer: string }
  /** All of it was handed over and no answer came. */
  | { kind: "unanswered"; answer: string }
  /** Somebody else has this message by now; nothing was handed over. */
  | { kind: "claim_lost" };

/** What the driver tells of a failure. */
type Failure = {
  message: string;
  code?: string | undefined;
  command?: string | undefined;
  response?: string | false | undefined;
  responseCode?: number | undefined;
};

/** How far an attempt was when it failed. */
export type Progress = "connecting" | "envelope" | "content" | "handed_over";

const minute = 60_000;
/** How long to wait after the first, second, third … time that a message was put off. */
const pauses = [1, 5, 30, 120, 360].map((minutes) => minutes * minute);

/** When to try a message again that was put off `attempts` times; null when it was tried often enough. */
export function retryAfterMs(attempts: number): number | null {
  return pauses[attempts - 1] ?? null;
}

/** How long nothing is tried after the server could not be used `count` times in a row: from ten seconds to a quarter of an hour. */
export function pauseAfterTroubleMs(count: number): number {
  return Math.min(15 * minute, 10_000 * 2 ** Math.max(0, count - 1));
}

/**
 * What a failure means. An answer of the server decides where there is one: 4xx is *not now*, 5xx is *no*. Before the envelope any
 * failure is the server's and no message's. Without an answer it depends on how far the message was.
 */
export function outcomeOf(failure: Failure, progress: Progress): Outcome {
  const answer = answerOf(failure);
  if (progress === "connecting" || failure.code === "EAUTH") return { kind: "no_server", answer };
  if (failure.responseCode === 421) return { kind: "put_off", answer }; // the server closes, whatever it was asked
  if (failure.responseCode) return { kind: failure.responseCode >= 500 ? "refused" : "put_off", answer };
  if (failure.code === "EENVELOPE" || failure.code === "EMESSAGE") return { kind: "refused", answer };
  return { kind: progress === "handed_over" ? "unanswered" : "put_off", answer };
}

const longestAnswer = 500;

function answerOf({ response, message }: Failure): string {
  return `${response || message}`
    .replace(/[\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, longestAnswer);
}

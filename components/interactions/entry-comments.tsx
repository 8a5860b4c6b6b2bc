"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { formatInstant } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { PageForm } from "@/components/ui/page-form";
import { TextArea } from "@/components/ui/text-area";
import { useToast } from "@/components/ui/toast";
import type { EntryComment } from "@/lib/logging/types";
import type { CommentActions } from "./entry-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

export type EntryCommentsProps = {
  entryNo: number;
  comments: readonly EntryComment[];
  timeZone: string;
  editable: boolean;
  actions: CommentActions;
};

/** What was written about an interaction, the oldest first. Everybody writes; only the author changes or removes. */
export function EntryComments({ entryNo, comments, timeZone, editable, actions }: EntryCommentsProps) {
  const { toast } = useToast();
  const field = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  useShortcut("C", () => field.current?.focus(), { label: "Write a comment", enabled: editable });

  const ask = (work: () => ReturnType<CommentActions["add"]>, done: (commentNo: number) => void, refused: (words: string) => void) =>
    start(async () => {
      const answer = await work().catch(() => null);
      if (answer?.ok) return done(answer.value.commentNo);
      refused(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  const say = (words: string) => toast({ text: words });

  const bring = (commentNo: number, removed: boolean) =>
    ask(
      () => actions.remove({ commentNo, removed }),
      () =>
        toast({
          lead: "1 comment",
          text: removed ? " removed." : " is back.",
          ...(removed && { action: { label: "Undo", run: () => bring(commentNo, false) } }),
        }),
      say,
    );
  const edit = (comment: Pick<EntryComment, "commentNo">, text: string, before: string, refused: (words: string) => void) =>
    ask(
      () => actions.edit({ commentNo: comment.commentNo, text }),
      () => {
        setEditing(null);
        toast({ lead: "1 comment", text: " changed.", action: { label: "Undo", run: () => edit(comment, before, text, say) } });
      },
      refused,
    );
  const add = () =>
    ask(
      () => actions.add({ entryNo, text: field.current?.value ?? "" }),
      (commentNo) => {
        setRefusal(null);
        if (field.current) field.current.value = "";
        toast({ lead: "1 comment", text: " added.", action: { label: "Undo", run: () => bring(commentNo, true) } });
      },
      setRefusal,
    );

  return (
    <>
      {comments.length === 0 ? <p className="text-ink-3">Nobody wrote about this interaction yet.</p> : null}
      <ol aria-label="Comments" className="grid gap-3.5">
        {comments.map((comment) => (
          <li key={comment.commentNo}>
            <div className="flex min-h-6 items-center gap-1 text-xs text-ink-3">
              <span className="min-w-0 flex-1">
                <b className="font-medium text-ink-2">{comment.userName}</b> {formatInstant(comment.createdAt, timeZone)}
                {comment.changedAt ? `, changed ${formatInstant(comment.changedAt, timeZone)}` : ""}
              </span>
              {editable && comment.own && editing !== comment.commentNo ? (
                <>
                  <IconButton label="Change this comment" icon={<Pencil aria-hidden />} onClick={() => setEditing(comment.commentNo)} />
                  <IconButton label="Remove this comment" icon={<Trash2 aria-hidden />} onClick={() => bring(comment.commentNo, true)} />
                </>
              ) : null}
            </div>
            {editing === comment.commentNo ? (
              <EditComment
                text={comment.text}
                pending={pending}
                onKeep={() => setEditing(null)}
                onSave={(text, refused) => edit(comment, text, comment.text, refused)}
              />
            ) : (
              <p className="[overflow-wrap:anywhere] whitespace-pre-wrap">{comment.text}</p>
            )}
          </li>
        ))}
      </ol>
      {editable ? (
        <PageForm
          className="mt-4 grid gap-2"
          onSubmit={(event) => {
            event.preventDefault(); // a form action would empty the field, also when it is refused
            add();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
          }}
        >
          <TextArea
            ref={field}
            label="New comment"
            labelHidden
            placeholder="Write a comment"
            rows={3}
            maxLength={4000}
            error={refusal ?? undefined}
          />
          <Button type="submit" pending={pending} keys="Ctrl Enter" className="justify-self-start">
            Add comment
          </Button>
        </PageForm>
      ) : null}
    </>
  );
}

type EditCommentProps = {
  text: string;
  pending: boolean;
  onKeep: () => void;
  onSave: (text: string, refused: (words: string) => void) => void;
};

function EditComment({ text, pending, onKeep, onSave }: EditCommentProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <PageForm
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(field.current?.value ?? "", setRefusal);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onKeep();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <TextArea
        ref={field}
        label="Comment"
        labelHidden
        defaultValue={text}
        rows={3}
        maxLength={4000}
        autoFocus
        error={refusal ?? undefined}
      />
      <div className="flex gap-2">
        <Button type="submit" pending={pending}>
          Save comment
        </Button>
        <Button variant="ghost" onClick={onKeep}>
          Keep as it was
        </Button>
      </div>
    </PageForm>
  );
}

"use client";

import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Kbd } from "./kbd";

export type ToastTone = "added" | "removed" | "plain";

export type ToastRequest = {
  /** What happened, number first: "60 added". Stands out, in the tone's colour. */
  lead?: string | undefined;
  tone?: ToastTone | undefined;
  /** What follows in the same sentence: ", 39 were here already, 3 refused. 184 now." */
  text: string;
  /** What takes it back or shows it. `keys` works while the message is there. */
  action?: { label: string; keys?: string | undefined; run: () => void } | undefined;
};

type Toast = ToastRequest & { id: number };

const ToastContext = createContext<((request: ToastRequest) => void) | null>(null);

const shownMs = 10_000;

/** Shows messages at the bottom, at most three; each stays 10 s, longer while the pointer or the focus is on it, and is read aloud. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [mounted, setMounted] = useState(false);
  const next = useRef(1);
  useEffect(() => setMounted(true), []);
  const show = useCallback((request: ToastRequest) => {
    const id = next.current++;
    setToasts((before) => [...before.slice(-2), { ...request, id }]);
  }, []);
  const close = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      {mounted
        ? createPortal(
            <section
              aria-label="Messages"
              aria-live="polite"
              aria-atomic="false"
              className="pointer-events-none fixed inset-x-0 bottom-12 z-(--z-toast) grid justify-items-center gap-2 px-3 max-sm:bottom-[72px]"
            >
              {toasts.map((toast) => (
                <ToastView key={toast.id} toast={toast} close={close} />
              ))}
            </section>,
            document.body,
          )
        : null}
    </ToastContext>
  );
}

/** Gives `toast({ lead: "60 added", tone: "added", text: ", 3 refused. 184 now.", action })`. */
export function useToast(): { toast: (request: ToastRequest) => void } {
  const toast = useContext(ToastContext);
  if (!toast) throw new Error("useToast is used outside of ToastProvider");
  return useMemo(() => ({ toast }), [toast]);
}

const leadColour: Record<ToastTone, string> = { added: "text-toast-added", removed: "text-toast-removed", plain: "" };

function ToastView({ toast, close }: { toast: Toast; close: (id: number) => void }) {
  const { id, lead, tone = "plain", text, action } = toast;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id, close]);
  const act = () => {
    close(id);
    action?.run();
  };
  useShortcut(action?.keys ?? "", act, { label: action?.label ?? "", group: "Message", enabled: Boolean(action?.keys) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only how long it stays depends on the pointer
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex min-h-[38px] max-w-[min(100%,44rem)] items-center gap-3 rounded-lg bg-toast py-1.5 pr-1.5 pl-3.5 text-on-toast shadow-2 transition-[opacity,translate] duration-(--t-quick) starting:translate-y-1 starting:opacity-0"
    >
      <p>
        {lead ? <b className={`num ${leadColour[tone]}`}>{lead}</b> : null}
        {text}
      </p>
      {action ? (
        <button
          type="button"
          onClick={act}
          className="flex h-[26px] flex-none items-center gap-1.5 rounded-[5px] bg-current/10 px-[9px] font-medium text-inherit hover:bg-current/20"
        >
          {action.label}
          {action.keys ? <Kbd tone="inherit">{action.keys}</Kbd> : null}
        </button>
      ) : null}
      <button
        type="button"
        aria-label="Close message"
        onClick={() => close(id)}
        className="grid size-[26px] flex-none place-items-center rounded-[5px] hover:bg-current/15"
      >
        <X className="icon-s" aria-hidden />
      </button>
    </div>
  );
}

"use client";

import { type RefObject, useInsertionEffect, useRef } from "react";

/**
 * Where the focus goes when a dialog closes: to where it was, or, when it was nowhere because a key opened the dialog, to the page, so that
 * arrows and the next Tab begin there. For `finalFocus` of a dialog.
 *
 * @param instead what gets it where that was taken off the page meanwhile
 */
export function useFocusBack(open: boolean, instead?: RefObject<HTMLElement | null>): () => boolean | HTMLElement {
  const before = useRef<Element | null>(null);
  // Before anything of the dialog takes the focus.
  useInsertionEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  return () => {
    if (before.current?.isConnected === false && instead?.current) return instead.current;
    if (!isNowhere(before.current)) return true;
    // Once the dialog lets go of the page, and unless something else has taken the focus by then.
    requestAnimationFrame(() => isNowhere(document.activeElement) && document.getElementById("content")?.focus({ preventScroll: true }));
    return false;
  };
}

function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body;
}

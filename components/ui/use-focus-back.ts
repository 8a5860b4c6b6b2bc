"use client";

import { useInsertionEffect, useRef } from "react";

/**
 * Where the focus goes when a dialog closes: to where it was, or, when it was nowhere because a key opened the dialog, to the page, so that
 * arrows and the next Tab begin there. For `finalFocus` of a dialog.
 */
export function useFocusBack(open: boolean): () => HTMLElement | true {
  const before = useRef<Element | null>(null);
  // Before anything of the dialog takes the focus.
  useInsertionEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  return () => (isNowhere(before.current) ? (document.getElementById("content") ?? true) : true);
}

function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body;
}

/** Placed on a page with three panes: the sidebar is a rail of icons below 1,680 px, from the first paint. */
export function Rail() {
  return <span data-rail hidden />;
}

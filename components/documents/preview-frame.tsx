/** A document in a frame that runs nothing, has no origin and sends nothing. */
export function PreviewFrame({ title, html }: { title: string; html: string }) {
  return <iframe title={title} sandbox="" srcDoc={html} className="size-full min-h-72 flex-1 rounded-md border border-line bg-white" />;
}

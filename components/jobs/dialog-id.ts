/** Names a dialog or a page for the server, so that only its own older counts are stopped. Works without a secure context. */
export function drawDialogId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

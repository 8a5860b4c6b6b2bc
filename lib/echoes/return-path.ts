import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The address to which the bounces of one message go, `bounces+17.0f…@example.com`: it tells the message without a look into what comes back,
 * and nobody can make one up. Letters in it may lose their case on the way.
 */
export function returnPathOf(bounceAddress: string, deliveryNo: number, messageId: string, secret: string): string {
  const at = bounceAddress.indexOf("@");
  return `${bounceAddress.slice(0, at)}+${deliveryNo}.${proofOf(messageId, secret)}${bounceAddress.slice(at)}`;
}

/** The message such an address tells of, before it is proved; null for any other address. */
export function readReturnPath(address: string): { deliveryNo: number; proof: string } | null {
  const [, deliveryNo, proof] = /\+(\d{1,15})\.([0-9a-f]{32})@/i.exec(address) ?? [];
  return deliveryNo && proof ? { deliveryNo: Number(deliveryNo), proof: proof.toLowerCase() } : null;
}

/** Whether such an address was made here, for this message. */
export function provesMessage(proof: string, messageId: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(messageId, secret)));
}

function proofOf(messageId: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["return path", messageId]))
    .digest("hex")
    .slice(0, 32);
}

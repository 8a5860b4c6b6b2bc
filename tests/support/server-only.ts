// Stands for the package `server-only`, which outside of Next's server build throws when it is imported.
export {};

// The launcher generates the client before any command runs, so there is nothing left to do here.
console.log("The database client in lib/db/generated is up to date.");

/** Refuses systems on which the packaged Node and Postgres cannot run, with the reason. */
export function checkSystem() {
  if (process.platform === "win32") throw new Error("Winnow runs on Linux and macOS; on Windows use WSL.");
  if (process.platform !== "linux") return;
  Object.assign(process.report, { excludeNetwork: true }); // looking up the names of network addresses can take seconds
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  if (!report.header.glibcVersionRuntime) {
    throw new Error(
      "This system's C library is musl (Alpine uses it). The Node and the Postgres that come with Winnow are built for glibc and do not run on it. " +
        "Use a glibc system, for example Debian, Ubuntu or Fedora, or the Docker image, which is built on Debian.",
    );
  }
}

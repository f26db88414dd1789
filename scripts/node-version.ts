/** Stops with one sentence where the Node that runs our sources is too old to. */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Dateline runs on Node 24 or newer; this is ${process.version}. On Linux "npm ci" brings it along (optional dependencies must not be left out); elsewhere install it from nodejs.org.`,
  )
  process.exit(1)
}

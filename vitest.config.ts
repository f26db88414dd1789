import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'server/src/testing/shared-services.ts',
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}'],
    // The machine's people have two cores; only a failing test waits this long, or a loaded machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 100_000 } },
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}'],
    // The machine's people have two cores; a unit test that needs longer waits for something wrong.
    testTimeout: 15_000,
  },
})

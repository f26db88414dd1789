import process from 'node:process'
import { defineConfig } from '@playwright/test'

const chromium = process.env['CHROMIUM_PATH']

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // Each worker runs a server and several browsers; two cores carry one of those.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 480_000,
  // Generous: a machine under load is slow, and only a failing test waits for it to run out.
  expect: { timeout: 90_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/browser.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Asia/Kabul',
    actionTimeout: 90_000,
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})

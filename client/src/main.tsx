import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { reloadWhenStale } from './sync/stale-client.ts'
import { applyTheme } from './ui/theme.ts'

applyTheme()
reloadWhenStale()
const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

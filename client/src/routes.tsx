import { createBrowserRouter, Navigate } from 'react-router'
import { Crashed, NotFound } from './desk/dead-ends.tsx'
import { Frame, Root } from './desk/frame.tsx'

/** Every address of the client; pages are loaded when they are first opened. */
export const router = createBrowserRouter([
  {
    element: <Root />,
    HydrateFallback: () => null, // pages arrive within a blink; a flash of a spinner would be worse
    errorElement: <Crashed />,
    children: [
      {
        path: '/stories/:id',
        lazy: async () => ({ Component: (await import('./story/story-page.tsx')).StoryPage }),
      },
      {
        element: <Frame />,
        children: [
          {
            path: '/',
            lazy: async () => ({ Component: (await import('./desk/desk-page.tsx')).DeskPage }),
          },
          {
            path: '/approvals',
            lazy: async () => ({
              Component: (await import('./approvals/approvals-page.tsx')).ApprovalsPage,
            }),
          },
          { path: '/admin', element: <Navigate to="/admin/people" replace /> },
          {
            path: '/admin/:section',
            lazy: async () => ({ Component: (await import('./admin/admin-page.tsx')).AdminPage }),
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
])

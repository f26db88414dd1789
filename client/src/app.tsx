import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { Suspense, useState, useSyncExternalStore } from 'react'
import { RouterProvider } from 'react-router/dom'
import { NewsroomPolicy } from './accounts/newsroom-policy.ts'
import { NewsroomZone } from './accounts/newsroom-zone.ts'
import { sessionQuery, forgetSession } from './accounts/session.ts'
import { SignInPage } from './accounts/sign-in-page.tsx'
import { CurrentUser } from './accounts/use-current-user.ts'
import { onSignedOut } from './api/api-client.ts'
import { queryClient } from './api/query-client.ts'
import { t } from './i18n/translate.ts'
import { router } from './routes.tsx'
import { Button } from './ui/button.tsx'
import { Notice } from './ui/notice.tsx'
import { Toasts } from './ui/toast.tsx'

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <SignedIn />
      <Toasts />
    </QueryClientProvider>
  )
}

/** The pages, or the sign-in page in their place: the address stays, so signing in goes on there. */
function SignedIn() {
  useSyncExternalStore(watchSession, () => null)
  const session = useQuery(sessionQuery)
  const [hadUser, setHadUser] = useState(false)
  if (session.data && !hadUser) setHadUser(true)

  if (session.isPending) return null
  if (session.isError) {
    return (
      <Notice
        tone="bad"
        actions={<Button onPress={() => void session.refetch()}>{t('ui.retry')}</Button>}
      >
        {session.error.message}
      </Notice>
    )
  }
  if (!session.data) return <SignInPage ended={hadUser} />
  return (
    <CurrentUser value={session.data.user}>
      <NewsroomPolicy value={session.data.policy}>
        <NewsroomZone value={session.data.timeZone}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
        </NewsroomZone>
      </NewsroomPolicy>
    </CurrentUser>
  )
}

/** Any answer of "nobody is signed in" ends the session on this screen. */
const watchSession = (): (() => void) => onSignedOut(forgetSession)

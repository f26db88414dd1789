import { decisionAnswer } from '@dateline/shared/api/contracts'
import { api } from '../api/api-client.ts'

/** Asks the story's people about a fact (rule A11). @throws ApiError */
export async function askAbout(storyId: string, factId: string, text: string): Promise<void> {
  await api('POST', `/api/stories/${storyId}/facts/${factId}/queries`, decisionAnswer, { text })
}

/** @throws ApiError: somebody else may have answered meanwhile */
export async function answerQuery(
  storyId: string,
  factId: string,
  queryId: number,
  text: string,
): Promise<void> {
  const path = `/api/stories/${storyId}/facts/${factId}/queries/${queryId}/answer`
  await api('POST', path, decisionAnswer, { text })
}

import { busContract } from './bus.contract.ts'
import { LocalExchange } from './local-bus.ts'

busContract(
  'local',
  async () => {
    const exchange = new LocalExchange()
    return { a: exchange.bus('a'), b: exchange.bus('b') }
  },
  { carries: true },
)

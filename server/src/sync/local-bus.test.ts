import { busContract, presenceContract } from './bus.contract.ts'
import { LocalExchange } from './local-bus.ts'

const open = async () => {
  const exchange = new LocalExchange()
  return { a: exchange.bus('a'), b: exchange.bus('b') }
}
busContract('local', open, { carries: true })
presenceContract('local', open)

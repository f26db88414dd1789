import {
  type ColumnDefinitionNode,
  DataTypeNode,
  OperationNodeTransformer,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type RootOperationNode,
} from 'kysely'

/** What the portable types of a migration are called in PostgreSQL. */
const NAMES: Readonly<Record<string, 'bigint' | 'bytea'>> = { integer: 'bigint', blob: 'bytea' }

/**
 * Lets migrations be written once, in SQLite's words: an `integer` is 64 bits wide (a time in ms
 * does not fit into 32), an `autoIncrement` counts by a sequence, a `blob` is bytes.
 */
export class PortableTypes implements KyselyPlugin {
  readonly #transformer = new TypeNames()

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(node)
  }

  async transformResult<T extends { result: unknown }>({ result }: T): Promise<T['result']> {
    return result
  }
}

class TypeNames extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const { autoIncrement, ...column } = super.transformColumnDefinition(node)
    return autoIncrement ? { ...column, dataType: DataTypeNode.create('bigserial') } : column
  }

  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    const name = NAMES[node.dataType]
    return name ? DataTypeNode.create(name) : node
  }
}

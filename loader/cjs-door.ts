/** Where CommonJS source is seen: `require`, `import` of CommonJS, the main script, and what ts-node and the like emit. */
import type { RequireDoor } from './require-door.js'
import type { Targets } from './run-config.js'
import type { Runtime } from './runtime.js'
import type { SourceRewriter } from './source-rewriter.js'

/** `format` came with Node 20.19 and 22.12; it tells a `require()`d ES module. */
type Compile = (this: unknown, content: string, filename: string, format?: unknown, ...rest: unknown[]) => unknown

/** `required`: where what a `require()`d ES module imports does not come to any other door. */
export function openCjsDoor(
  targets: Targets,
  rewriter: SourceRewriter,
  runtime: Runtime,
  required: RequireDoor | undefined,
): void {
  const { prototype } = process.getBuiltinModule('node:module') as unknown as { prototype: { _compile: Compile } }
  const original = prototype._compile
  prototype._compile = function _compile(content, filename, format, ...rest) {
    const code = runtime.guard(undefined, () => {
      const file = typeof filename === 'string' ? targets.relative(filename) : undefined
      if (file === undefined || typeof content !== 'string') return undefined
      // Types are gone by now: node strips them before it compiles.
      return rewriter.rewrite({
        text: content,
        file,
        format: format === 'module' ? 'module' : 'commonjs',
        typescript: false,
      })
    })
    const compile = () => Reflect.apply(original, this, [code ?? content, filename, format, ...rest])
    return required && format !== 'commonjs' ? required.through(compile) : compile()
  }
}

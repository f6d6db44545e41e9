import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { flagName, SETTING_KEYS, type SettingKey, type SettingKind, settingOf } from '../../src/config/settings.js'
import { packageRoot } from '../../src/wire/package-root.js'

function validValues(kind: SettingKind): string {
  switch (kind.type) {
    case 'integer':
      return `whole number, ${kind.min} to ${kind.max}`
    case 'number':
      return `number, ${kind.min} to ${kind.max}`
    case 'choice':
      return kind.choices.map((choice) => `"${choice}"`).join(', ')
    case 'switch':
      return 'true, false'
    case 'list':
    case 'words':
      return 'string or array of strings'
  }
}

function row(key: SettingKey): string {
  const { kind, default: value, description } = settingOf(key)
  const flag = flagName(key)
  const cells = [`\`${key}\``, flag === undefined ? '' : `\`${flag}\``, validValues(kind), value, description]
  return `| ${cells.join(' | ')} |`
}

test('the README has the table of settings as the code has it', () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8')
  const table = ['| key | flag | valid | default | meaning |', '|---|---|---|---|---|', ...SETTING_KEYS.map(row)].join(
    '\n',
  )
  assert.ok(readme.includes(table), `paste this:\n${table}`)
})

test.run()

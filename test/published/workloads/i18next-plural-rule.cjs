// A mailer writes notices in each reader's language: counts, ranks and names.
const i18next = require('i18next')

const resources = {
  en: {
    translation: {
      mail_one: '{{count}} mail',
      mail_other: '{{count}} mails',
      rank_ordinal_one: '{{count}}st',
      rank_ordinal_other: '{{count}}th',
      hi: 'Hi {{name}}',
    },
  },
  de: { translation: { mail_one: '{{count}} Brief', mail_other: '{{count}} Briefe', hi: 'Hallo {{name}}' } },
  pl: {
    translation: {
      mail_one: '{{count}} list',
      mail_few: '{{count}} listy',
      mail_many: '{{count}} listow',
      hi: 'Czesc {{name}}',
    },
  },
}
i18next.init({ resources, lng: 'en', fallbackLng: 'en', initImmediate: false })

const languages = ['en', 'de', 'pl']
let length = 0
for (let notice = 0; notice < 5000; notice++) {
  const lng = languages[notice % languages.length]
  length += i18next.t('hi', { lng, name: `reader ${notice}` }).length
  length += i18next.t('mail', { lng, count: notice % 31 }).length
  if (notice % 4 === 0) length += i18next.t('rank', { lng, count: 1 + (notice % 9), ordinal: true }).length
}
console.log(length)

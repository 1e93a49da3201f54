// Texts of the chosen language by their keys, and numbers, money and times as that language writes them.

const files = (language) => new URL(`../../${language}.json`, import.meta.url);

export const languages = ['en', 'zh'];
let catalog = {};
let language = 'en';
let plural = new Intl.PluralRules('en');

/** Loads a catalog and tells the browser of the language; the one before stays where the server has none of this version any more. */
export async function speak(wanted) {
  const found = languages.includes(wanted) ? wanted : 'en';
  const answer = await fetch(files(found));
  if (!answer.ok) return;
  language = found;
  catalog = await answer.json();
  plural = new Intl.PluralRules(language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
}

export const spoken = () => language;

/** The text of a key; `{name}` stands for a value, and `n` chooses between singular and plural. */
export function t(key, values = {}) {
  const found = catalog[key];
  if (found === undefined) return key;
  const text = typeof found === 'string' ? found : (found[plural.select(values.n)] ?? found.other);
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    return value === undefined ? all : typeof value === 'number' ? number(value) : String(value);
  });
}

/** The text of a name that the server may know and the catalogs may not; then the name itself. */
export const word = (prefix, name) => {
  const found = catalog[prefix + name];
  return typeof found === 'string' ? found : visible(name).replaceAll('_', ' ');
};

/** The text of a name that may also be somebody's own, which then stays as it is. */
export const named = (prefix, name) => typeof catalog[prefix + name] === 'string' ? catalog[prefix + name] : visible(name);

const nothing = '–';
const known = (value) => value !== null && value !== undefined && value !== '';

export function number(value, digits = 2) {
  if (!known(value)) return nothing;
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

export function share(value) {
  if (!known(value)) return nothing;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

export function money(value) {
  if (!known(value)) return nothing;
  const small = value !== 0 && Math.abs(value) < 0.01;
  return new Intl.NumberFormat(language, {
    style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2, maximumFractionDigits: small ? 6 : 2,
  }).format(value);
}

/** A span of milliseconds in the unit that suits it. */
export function span(value) {
  if (!known(value)) return nothing;
  const [amount, unit] = value < 1000 ? [value, 'millisecond']
    : value < 120_000 ? [value / 1000, 'second'] : value < 7_200_000 ? [value / 60_000, 'minute'] : [value / 3_600_000, 'hour'];
  return new Intl.NumberFormat(language, {
    style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: amount < 10 ? 2 : amount < 100 ? 1 : 0,
  }).format(amount);
}

export function time(value, form = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }) {
  if (!known(value)) return nothing;
  return new Intl.DateTimeFormat(language, form.hour ? { ...form, hourCycle: 'h23' } : form).format(new Date(value));
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes in the unit that suits them. */
export function size(value) {
  if (!known(value)) return nothing;
  const power = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  const amount = value / 1024 ** power;
  return `${number(amount, amount < 10 ? 2 : amount < 100 ? 1 : 0)} ${sizes[power]}`;
}

/** A figure of the API in the form of its unit. */
export function figure(value, unit) {
  if (unit === 'dollars') return money(value);
  if (unit === 'milliseconds') return span(value);
  if (unit === 'share') return share(value);
  if (unit === 'bytes') return size(value);
  return number(value);
}

/**
 * Characters that control, turn the direction of text, or are not seen, made visible; joiners stay within emoji and within
 * scripts that need them.
 */
const unseen = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e`
  + String.raw`\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}\p{Script=Mongolian}\ufe0f])[\u200c\u200d]`, 'gu');

export const visible = (text) => String(text ?? '').replaceAll('\r\n', '\n').replace(unseen,
  (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, '0')}`);

// The span of time of a page, kept in its address: a usual one (`span=24h`), or the times between which charts were zoomed (`from`, `to`).
import { html } from '../../vendor/preact.js';
import { Choice, zone } from './filters.js';
import { change } from './place.js';
import { t, time, visible } from './words.js';

const usual = { '1h': ['5m', 1], '24h': ['1h', 24], '7d': ['6h', 168], '30d': ['day', 720], '90d': ['day', 2160] };
const week = 168;
const hour = 3_600_000;
const minute = 60_000;
const short = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };

const instant = (value) => new Date(value).toISOString().replace(/\.\d+Z$/, 'Z');

/** As many weeks back as a span of some hours needs to be over before it begins, in hours. */
const back = (hours) => Math.ceil(hours / week) * week;

function exact(from, to) {
  const [begin, end] = [from, to].map((text) => (/^\d.*Z$/.test(text ?? '') ? Date.parse(text) : NaN));
  const known = end > begin;
  const weeks = known && back((end - begin) / hour);
  const told = (at, text) => Number.isNaN(at) ? visible(text || t('range.now')) : time(at, short);
  return { from, to, text: `${told(begin, from)} – ${told(end, to)}`, days: weeks / 24, past: known && { from: instant(begin - weeks * hour), to: instant(end - weeks * hour) } };
}

/** The span of an address: what to ask for, the same one some weeks ago, and its name; the last day where it says none. */
export function rangeOf({ span, from, to }) {
  if (from || to) return exact(from, to);
  const name = usual[span] ? span : '24h';
  const [step, hours] = usual[name];
  return { name, from: `-${name}`, step, text: t(`range.${name}`), days: back(hours) / 24, past: { from: `-${back(hours) + hours}h`, to: `-${back(hours)}h` } };
}

/** Goes to the times of a chart between which somebody has dragged (epoch seconds), in whole minutes. */
export function zoom(from, to, also = { span: '' }) {
  const begin = Math.floor((from * 1000) / minute) * minute;
  change({ ...also, from: instant(begin), to: instant(Math.max(begin + minute, Math.ceil((to * 1000) / minute) * minute)), after: '' });
}

/** A time as fields for local times have it. */
const local = (value) => { const at = new Date(value); return Number.isNaN(at.getTime()) ? '' : new Date(at - at.getTimezoneOffset() * minute).toISOString().slice(0, 16); };

/** The choice of a span, and fields for two times. */
export function Range({ of, begin, end }) {
  const show = (event) => {
    event.preventDefault();
    const { from, to } = event.target.elements;
    change({ span: '', from: instant(from.value), to: instant(to.value) });
  };
  return html`<div class="row"><${Choice} name="span" value=${of.name ?? ''} also=${{ from: '', to: '' }} label=${t('range.title', { zone: zone() })}
      options=${[...(of.name ? [] : [['', of.text]]), ...Object.keys(usual).map((each) => [each, t(`range.${each}`)])]} />
    <details key=${`${of.from} ${of.to}`}><summary>${t('range.exact')}</summary><form class="filters" onSubmit=${show}><label>${t('range.begin')}<input type="datetime-local" name="from" required defaultValue=${local(begin)} /></label>
      <label>${t('range.end')}<input type="datetime-local" name="to" required defaultValue=${local(end)} /></label><button>${t('range.show')}</button></form></details></div>`;
}

// How full limits were, and how they moved.
import { html } from '../../vendor/preact.js';
import { address, useData } from './api.js';
import { Chart } from './chart.js';
import { Commands, curlOf } from './commands.js';
import { Choice, Span } from './filters.js';
import { Empty, Shown } from './states.js';
import { number, share, t, visible, word } from './words.js';

/** Parts of each span; what is seen is written every five minutes. */
const parts = { '-1h': 12, '-24h': 96, '-7d': 168, '-30d': 180, '-90d': 180 };
const kinds = ['in_flight', 'adaptive', 'concurrency', 'requests', 'tokens', 'upstream_requests', 'upstream_tokens'];

export function LimitHistory({ query }) {
  const from = query.from in parts ? query.from : '-24h';
  const kind = kinds.includes(query.kind) ? query.kind : '';
  const path = address('/admin/limits/history', { from, kind, limit: 6, points: parts[from] });
  return html`<section><h2>${t('limits.moved')}</h2><div class="filters"><${Span} value=${from} /><${Choice} name="kind" value=${kind} label=${t('field.kind')} options=${[['', t('limits.all_kinds')], ...kinds.map((each) => [each, word('limit_kind.', each)])]} /></div>
    <${Shown} of=${useData(path)}>${(of) => of.data.length ? html`<div class="grid">${of.data.map((limit) => html`<${Curve} key=${`${limit.kind} ${limit.subject}`} limit=${limit} of=${of} />`)}</div>` : html`<${Empty} why=${t('limits.unused')} />`}<//>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti limits history --from ${from}${kind && ` --kind ${kind}`} --limit 6`} /></section>`;
}

/** A limit and what was used of it; where nobody has used it is a gap. */
function Curve({ limit, of }) {
  const [begin, step] = [Date.parse(of.from), of.step_ms];
  const times = Array.from({ length: Math.ceil((Date.parse(of.to) - begin) / step) }, (_, at) => begin + at * step);
  const points = new Map(limit.points.map((point) => [Date.parse(point.at), point]));
  const line = (name) => times.map((at) => points.get(at)?.[name] ?? null);
  const bounds = limit.lowest === limit.limit ? number(limit.limit) : t('limits.between', { lowest: limit.lowest, highest: limit.limit });
  return html`<section class="panel"><${Chart} title=${`${visible(limit.subject)} · ${word('limit_kind.', limit.kind)}`} times=${times.map((at) => at / 1000)} lines=${[{ label: t('models.used'), values: line('used') }, { label: t('limits.limit'), values: line('limit'), dashed: true }]} />
    <p>${t('limits.told', { used: limit.used, bounds, share: share(limit.share), full: share(limit.saturated) })}${limit.waiting > 0 && ` ${t('limits.waited', { n: limit.waiting })}`}</p></section>`;
}

// Pictures of a knob: quality against cost over it, and how many calls there are of each complexity. What they show stands in tables, too.
import { html } from '../../vendor/preact.js';
import { Table } from './table.js';
import { money, number, share, t } from './words.js';

/** Edges of the picture, and where a cost of nothing is: words stand left of points, as lines go up to the right. */
const [left, zero, right, top, bottom] = [44, 80, 308, 14, 150];

/** A range in which lines are seen that hardly rise. */
function range(values) {
  const [low, high] = [Math.floor(Math.min(...values) * 20) / 20, Math.ceil(Math.max(...values) * 20) / 20];
  return low === high ? [Math.max(0, low - 0.05), low + 0.05] : [low, high];
}

/** Points that lie on each other, as knobs that choose alike do, with the first and the last of these. */
function gathered(points) {
  const groups = [];
  for (const point of points) {
    const last = groups.at(-1);
    if (last && last.expected_quality === point.expected_quality && last.expected_cost_usd === point.expected_cost_usd) last.until = point.quality;
    else groups.push({ ...point, until: point.quality });
  }
  return groups;
}

/** Expected quality of a call over what it is expected to cost, for knobs from 0 to 1; the one in force is a square. */
export function Curve({ title, points, now }) {
  const [low, high] = range(points.map((point) => point.expected_quality));
  const most = Math.max(...points.map((point) => point.expected_cost_usd)) || 1;
  const x = (point) => zero + (point.expected_cost_usd / most) * (right - zero - 8);
  const y = (point) => bottom - 6 - ((point.expected_quality - low) / (high - low)) * (bottom - top - 12);
  const inForce = points.reduce((best, point) => Math.abs(point.quality - now) < Math.abs(best.quality - now) ? point : best);
  const knobs = (group) => group.until > group.quality ? `${number(group.quality)}–${number(group.until)}` : number(group.quality);
  return html`<figure class="chart"><figcaption>${title}</figcaption><svg class="waterfall" viewBox="0 0 320 184" aria-hidden="true">
      <line x1=${left} y1=${bottom} x2=${right} y2=${bottom} /><line x1=${left} y1=${top} x2=${left} y2=${bottom} />
      <text x=${left - 4} y=${top + 10} text-anchor="end">${share(high)}</text><text x=${left - 4} y=${bottom} text-anchor="end">${share(low)}</text>
      <text x=${zero} y=${bottom + 16} text-anchor="middle">${money(0)}</text><text x=${right} y=${bottom + 16} text-anchor="end">${money(most)}</text><text x=${(left + right) / 2} y=${bottom + 31} text-anchor="middle">${t('routing.cost_of_call')}</text>
      <polyline points=${points.map((point) => `${x(point)},${y(point)}`).join(' ')} />
      ${points.map((point) => html`<circle class="c0" r="4" cx=${x(point)} cy=${y(point)} data-knob=${point.quality} data-quality=${point.expected_quality} data-cost=${point.expected_cost_usd} />`)}
      <rect class="c1" width="9" height="9" x=${x(inForce) - 4.5} y=${y(inForce) - 4.5} />
      ${gathered(points).map((group) => html`<text x=${x(group) + 4} y=${Math.max(top, y(group) - 9)} text-anchor="end">${knobs(group)}</text>`)}</svg>
    <details><summary>${t('chart.table')}</summary><${Table} caption=${title} rows=${points} columns=${[{ label: t('routing.quality'), cell: (point) => number(point.quality) },
      { label: t('routing.score'), number: true, cell: (point) => share(point.expected_quality) }, { label: t('routing.cost_of_call'), number: true, cell: (point) => money(point.expected_cost_usd) }]} /></details></figure>`;
}

/** How many calls there are in each part of a range from 0 to 1, those before a threshold grey. */
export function Histogram({ title, parts, at }) {
  const most = Math.max(...parts.map((part) => part.calls)) || 1;
  const height = (part) => (part.calls / most) * 84;
  return html`<figure class="chart"><figcaption>${title}</figcaption><svg class="waterfall" viewBox="0 0 400 122" aria-hidden="true">
      ${parts.map((part) => html`<rect class=${part.to > at + 1e-9 ? 'c0' : 'c2'} x=${part.from * 400 + 1} width=${(part.to - part.from) * 400 - 2} y=${100 - height(part)} height=${height(part)} data-from=${part.from} data-calls=${part.calls} />`)}
      <line x1="0" y1="100" x2="400" y2="100" /><rect class="mark" x=${Math.min(398, at * 400 - 1)} width="2" y="2" height="102" />
      <text x="0" y="117">0</text><text x="200" y="117" text-anchor="middle">${number(0.5)}</text><text x="400" y="117" text-anchor="end">1</text><text x="0" y="10">${number(most)}</text></svg>
    <details><summary>${t('chart.table')}</summary><${Table} caption=${title} rows=${parts.filter((part) => part.calls)} columns=${[{ label: t('routing.complexity'), cell: (part) => `${number(part.from)}–${number(part.to)}` }, { label: t('measure.calls'), number: true, cell: (part) => number(part.calls) }]} /></details></figure>`;
}

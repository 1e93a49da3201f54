// Charts of series, drawn by uPlot when a page has one, each with a table that says the same.
import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Table } from './table.js';
import { figure, t, time, word } from './words.js';

const colours = ['--s1', '--s2', '--s3', '--s4', '--s5', '--s6', '--s7', '--s8'];
const short = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };

function withStyle() {
  if (document.getElementById('uplot')) return;
  const link = document.createElement('link');
  Object.assign(link, { id: 'uplot', rel: 'stylesheet', href: new URL('../../vendor/uplot.css', import.meta.url).href });
  document.head.append(link);
}

/** Lines are `{label, values}` over `times` (epoch seconds); null is a gap. */
function draw(uPlot, place, { times, lines, unit }) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  return new uPlot({
    width: place.clientWidth, height: 200, legend: { show: lines.length > 1 }, cursor: { sync: { key: 'tutti' } },
    scales: { y: { range: (_, low, high) => [Math.min(0, low ?? 0), high ? high * 1.1 : 1] } },
    axes: [{ ...axis, values: (_, ticks) => ticks.map((tick) => time(tick * 1000, { hour: '2-digit', minute: '2-digit' })) },
      { ...axis, size: 72, values: (_, ticks) => ticks.map((tick) => figure(tick, unit)) }],
    series: [{ value: (_, at) => at === null ? '' : time(at * 1000, short) }, ...lines.map((line, at) => ({
      label: line.label, stroke: colour(colours[at % colours.length]), width: 2, spanGaps: false,
      value: (_, value) => figure(value, unit), points: { size: 5 } }))],
  }, [times, ...lines.map((line) => line.values)], place);
}

export function Chart({ title, times, lines, unit }) {
  const place = useRef();
  const wanted = JSON.stringify([times, lines]);
  useEffect(() => {
    let plot;
    let gone = false;
    withStyle();
    const begin = () => import('../../vendor/uplot.js').then(({ default: uPlot }) => {
      if (gone) return;
      plot?.destroy();
      plot = draw(uPlot, place.current, { times, lines, unit });
    });
    begin();
    const resize = new ResizeObserver(() => plot?.setSize({ width: place.current.clientWidth, height: 200 }));
    resize.observe(place.current);
    addEventListener('tutti:theme', begin);
    return () => { gone = true; resize.disconnect(); removeEventListener('tutti:theme', begin); plot?.destroy(); };
  }, [wanted]);
  return html`<figure class="chart"><figcaption>${title}</figcaption><div ref=${place} aria-hidden="true"></div>
    <details><summary>${t('chart.table')}</summary><${Table} caption=${title} rows=${times.map((at, row) => ({ at, row }))}
      columns=${[{ label: t('field.started'), cell: ({ at }) => time(at * 1000, short) },
        ...lines.map((line) => ({ label: line.label, number: true, cell: ({ row }) => figure(line.values[row], unit) }))]} /></details></figure>`;
}

/** A chart of what `/admin/series` has answered, for one measure. */
export function Series({ title, of, measure }) {
  const points = of.data[0]?.points ?? [];
  const lines = of.data.map((line) => ({
    label: line.rest ? t('chart.rest') : line.name || word('measure.', measure),
    values: line.points.map((point) => point.figures[measure]?.value ?? null),
  }));
  return html`<${Chart} title=${title} unit=${of.units[measure]} lines=${lines} times=${points.map((point) => Date.parse(point.from) / 1000)} />`;
}

/** A line of the last values, for a tile. */
export function Sparkline({ values }) {
  const known = values.map((value) => value ?? 0);
  const top = Math.max(...known, 0) || 1;
  const points = known.map((value, at) => `${(at * 100) / Math.max(1, known.length - 1)},${23 - (value / top) * 22}`).join(' ');
  return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline points=${points} /></svg>`;
}

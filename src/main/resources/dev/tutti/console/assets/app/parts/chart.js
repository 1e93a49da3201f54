// Charts of series, drawn by uPlot when a page has one, each with a table that says the same.
import { html, useEffect, useRef } from '../../vendor/preact.js';
import { Table } from './table.js';
import { figure, t, time, visible, word } from './words.js';

const colours = ['--s1', '--s2', '--s3', '--s4', '--s5', '--s6', '--s7', '--s8'];
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const short = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };

function withStyle() {
  if (document.getElementById('uplot')) return;
  const link = document.createElement('link');
  Object.assign(link, { id: 'uplot', rel: 'stylesheet', href: new URL('../../vendor/uplot.css', import.meta.url).href });
  document.head.append(link);
}

const day = { month: 'short', day: 'numeric' };
const clock = { hour: '2-digit', minute: '2-digit' };
const ofTimes = (ticks) => ticks.map((tick) => time(tick * 1000, ticks.length > 1 && ticks.at(-1) - ticks[0] > 86_400 ? day : clock));

/** How a line is drawn: as bars where it says so, dashed or thin otherwise. */
const strokes = (uPlot, line, colour) => line.bars ? { paths: uPlot.paths.bars({ size: [0.6, 64] }), fill: colour, points: { show: false } }
  : { width: line.thin ? 1 : 2, dash: line.dashed || line.thin ? [6, 4] : undefined, points: { size: 5, show: !line.thin && line.values.filter((value) => value !== null).length < 40 } };

/** Draws marks as dashed lines over the whole height. */
const drawn = (marks, colour) => ({ ctx: pen, bbox, valToPos }) => marks.forEach((mark) => {
  const x = Math.round(valToPos(mark.at, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  pen.save();
  pen.strokeStyle = colour(mark.bad ? '--bad' : '--quiet');
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(x, bbox.top);
  pen.lineTo(x, bbox.top + bbox.height);
  pen.stroke();
  pen.restore();
});

/** Hatches what comes after a time: the last value that is whole. */
const hatched = (from, colour) => ({ ctx: pen, bbox, valToPos }) => {
  const [left, right, foot] = [Math.max(bbox.left, valToPos(from, 'x', true)), bbox.left + bbox.width, bbox.top + bbox.height];
  pen.save();
  pen.beginPath();
  pen.rect(left, bbox.top, right - left, bbox.height);
  pen.clip();
  pen.strokeStyle = colour('--edge');
  pen.beginPath();
  for (let at = left - bbox.height; at < right; at += 9) {
    pen.moveTo(at, foot);
    pen.lineTo(at + bbox.height, bbox.top);
  }
  pen.stroke();
  pen.restore();
};

/** One drag is told by all charts whose cursors go together. */
let told = 0;

/** Tells of the times over which somebody has dragged. */
const dragged = (zoom) => (plot) => {
  const { left, width } = plot.select;
  if (width < 6 || told) return;
  told = setTimeout(() => { told = 0; });
  zoom(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
};

/**
 * Lines are `{label, values, bars, dashed, thin}` over `times` (epoch seconds) or `labels`; null is a gap. A `band` is filled between two lines,
 * the upper one first; `marks` are `{at, bad}`, the last of which may come after the last value. What is after the last value but one is hatched where
 * the last one is `open`; `zoom(from, to)` is told of times over which somebody drags.
 */
function draw(uPlot, place, { times, labels, lines, unit, band, marks = [], open, zoom }) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  return new uPlot({
    width: place.clientWidth, height: 200, legend: { show: lines.length > 1 }, cursor: labels ? {} : { sync: { key: 'tutti' }, drag: { setScale: !zoom } },
    hooks: { draw: [drawn(marks, colour), ...(open ? [hatched(times.at(-2) ?? times.at(-1), colour)] : [])], setSelect: zoom ? [dragged(zoom)] : [] },
    scales: { y: { range: (_, low, high) => [Math.min(0, low * 1.1 || 0), high > 0 ? high * 1.1 : low < 0 ? 0 : 1] }, x: labels ? { time: false, range: (_, low, high) => [low - 0.5, high + 0.5] } : marks.length ? { range: (_, low, high) => [low, Math.max(high, ...marks.map((mark) => mark.at))] } : {} },
    bands: band && [{ series: band, fill: `${colour('--s5')}40` }],
    axes: [{ ...axis, size: 30, ...(labels ? { incrs: steps, space: 80, values: (_, ticks) => ticks.map((tick) => labels[tick] ?? '') } : { values: (_, ticks) => ofTimes(ticks) }) },
      { ...axis, size: 72, values: (_, ticks) => ticks.map((tick) => figure(tick, unit)) }],
    series: [{ label: t(labels ? 'insight.period' : 'field.started'), value: (_, at) => at === null ? '' : labels ? labels[at] : time(at * 1000, short) }, ...lines.map((line, at) => ({
      label: line.label, stroke: colour(colours[at % colours.length]), spanGaps: false, value: (_, value) => figure(value, unit), ...strokes(uPlot, line, colour(colours[at % colours.length])) }))],
  }, [labels ? labels.map((_, at) => at) : times, ...lines.map((line) => line.values)], place);
}

export function Chart({ title, times, labels, lines, unit, band, marks, open, zoom }) {
  const place = useRef();
  const wanted = JSON.stringify([times, labels, lines, marks, open]);
  useEffect(() => {
    let plot;
    let gone = false;
    withStyle();
    const begin = () => import('../../vendor/uplot.js').then(({ default: uPlot }) => {
      if (gone) return;
      plot?.destroy();
      plot = draw(uPlot, place.current, { times, labels, lines, unit, band, marks, open, zoom });
    });
    begin();
    const resize = new ResizeObserver(() => plot?.setSize({ width: place.current.clientWidth, height: 200 }));
    resize.observe(place.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', begin);
    addEventListener('tutti:theme', begin);
    return () => { gone = true; resize.disconnect(); dark.removeEventListener('change', begin); removeEventListener('tutti:theme', begin); plot?.destroy(); };
  }, [wanted]);
  return html`<figure class="chart"><figcaption>${title} ${open && html`<small class="quiet">${t('chart.open')}</small>`}</figcaption><div ref=${place} aria-hidden="true"></div>
    <details><summary>${t('chart.table')}</summary><${Table} caption=${title} rows=${(labels ?? times).map((at, row) => ({ at, row }))}
      columns=${[{ label: t(labels ? 'insight.period' : 'field.started'), cell: ({ at, row }) => labels ? visible(at) : html`${time(at * 1000, short)} ${open && row === times.length - 1 && html`<span class="chip">${word('flag.', 'incomplete')}</span>`}` },
        ...lines.map((line) => ({ label: line.label, number: true, cell: ({ row }) => figure(line.values[row], unit) }))]} /></details></figure>`;
}

/** A chart of what `/admin/series` has answered, for one measure. */
export function Series({ title, of, measure, marks, zoom }) {
  const points = of.data[0]?.points ?? [];
  const lines = of.data.map((line) => ({
    label: line.rest ? t('chart.rest') : line.name || word('measure.', measure),
    values: line.points.map((point) => point.figures[measure]?.value ?? null),
  }));
  return html`<${Chart} title=${title} unit=${of.units[measure]} lines=${lines} marks=${marks} zoom=${zoom} open=${of.data.some((line) => line.points.at(-1)?.figures[measure]?.flags.includes('incomplete'))} times=${points.map((point) => Date.parse(point.from) / 1000)} />`;
}

/** A line of the last values, for a tile, before that of the same time in the past. */
export function Sparkline({ values, past = [] }) {
  const [now, then] = [values, past].map((all) => all.map((value) => value ?? 0));
  const top = Math.max(...now, ...then, 0) || 1;
  const points = (all) => all.map((value, at) => `${(at * 100) / Math.max(1, all.length - 1)},${23 - (value / top) * 22}`).join(' ');
  return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><polyline class="past" points=${points(then)} /><polyline points=${points(now)} /></svg>`;
}

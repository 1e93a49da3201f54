// Is everything well, and if not, where?
import { html } from '../../vendor/preact.js';
import { address, useData } from '../parts/api.js';
import { Series, Sparkline } from '../parts/chart.js';
import { Commands, curlOf } from '../parts/commands.js';
import { Link } from '../parts/place.js';
import { Head, Shown } from '../parts/states.js';
import { figure, t, word } from '../parts/words.js';

const measures = ['calls', 'failed_calls', 'success_rate', 'total_p95', 'cost'];
const links = { calls: '/calls', failed_calls: '/calls?filter=-outcome%3Dcompleted' };

export default function Overview() {
  const path = address('/admin/series', { from: '-24h', step: '1h', measure: measures.join(',') });
  const series = useData(path, ['call.ended']);
  const breakers = useData('/admin/breakers', ['breaker.changed']);
  return html`<${Shown} of=${series}>${(data) => html`<${Shown} of=${breakers}>${(states) => page(data, states.data, path)}<//>`}<//>`;
}

function page(series, breakers, path) {
  const points = series.data[0]?.points ?? [];
  const values = (measure) => points.map((point) => point.figures[measure]?.value ?? null);
  const sum = (measure) => values(measure).reduce((all, value) => all + (value ?? 0), 0);
  const shut = breakers.filter((breaker) => breaker.state !== 'closed');
  const [calls, failed] = [sum('calls'), sum('failed_calls')];
  const tiles = [['calls', calls], ['failed_calls', failed], ['success_rate', calls ? (calls - failed) / calls : null], ['cost', sum('cost')]];
  const answer = [t(shut.length ? 'overview.shut' : 'overview.well', { n: shut.length, names: shut.map((breaker) => breaker.id).join(', ') }),
    calls ? t('overview.failed', { failed, calls }) : t('overview.quiet')].join(' ');
  return html`<${Head} title=${t('page.overview')} answer=${answer} />
    <div class="tiles">${tiles.map(([measure, value]) => html`<${Link} class="tile" to=${links[measure] ?? '/calls'}><small>${word('measure.', measure)}</small>
      <b>${figure(value, series.units[measure])}</b><${Sparkline} values=${values(measure)} /><//>`)}</div>
    <div class="grid">${['calls', 'failed_calls', 'total_p95', 'cost'].map((measure) => html`<section class="panel">
      <${Series} title=${word('measure.', measure)} of=${series} measure=${measure} /></section>`)}</div>
    <${Commands} curl=${curlOf('GET', path)} cli=${`./tutti series --from -24h --step 1h --measure ${measures.join(',')}`} />`;
}

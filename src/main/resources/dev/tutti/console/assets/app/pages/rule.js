// What does this rule watch, and how often would it have fired?
import { html, useState } from '../../vendor/preact.js';
import { Action } from '../parts/action.js';
import { address, useData } from '../parts/api.js';
import { Series } from '../parts/chart.js';
import { Commands, curlOf, quoted } from '../parts/commands.js';
import { go } from '../parts/place.js';
import { Rehearsal } from '../parts/rehearsal.js';
import { Keep, Rehearse, said } from '../parts/rules.js';
import { Value } from '../parts/shapes.js';
import { Failed, Head, Shown, State } from '../parts/states.js';
import { Facts } from '../parts/table.js';
import { figure, span, t, visible, word } from '../parts/words.js';

/** Measures of calls and attempts that a chart can show. */
const charted = /^(calls|.*_calls|success_rate|error_rate|cache_rate|attempts|.*_attempts|attempt_.*|total_.*|first_token_.*|overhead_.*|cost|mean_cost|wasted_cost|.*_tokens)$/;

export default function Rule({ name, session }) {
  const path = `/admin/alerts/rules/${encodeURIComponent(name)}`;
  const rule = useData(path, ['config.changed']);
  const [found, setFound] = useState(null);
  const may = (role) => session.rights?.includes(role);
  return html`<${Shown} of=${rule}>${(data) => html`<${Head} title=${visible(name)} answer=${html`<${State} kind=${data.in_force.enabled ? 'good' : 'none'}>${t(data.in_force.enabled ? 'rule.on' : 'rule.off')}<//> ${said(data.in_force)}`}>
      ${may('operator') && html`<${Rehearse} name=${name} rule=${data.in_force} config=${data.config} done=${setFound} />`}
      ${may('admin') && html`<${Keep} name=${name} rule=${data.in_force} config=${data.config} label=${t('rule.change')} done=${rule.again} /><${Take} name=${name} path=${path} done=${rule.again} />`}<//>
    ${data.error && html`<${Failed} error=${{ code: 'invalid_request', message: data.error }} />`}
    <${Facts} rows=${facts(data)} />${found && html`<${Rehearsal} of=${found} />`}
    ${charted.test(data.in_force.measure) && html`<section class="panel"><${Past} rule=${data.in_force} /></section>`}
    ${data.config && html`<h2>${t('rule.config')}</h2><${Value} of=${data.config} />`}
    <${Commands} curl=${curlOf('GET', path)} cli="./tutti alerts rules" />`}<//>`;
}

function Take({ name, path, done }) {
  return html`<${Action} label=${t('rule.reset')} path=${`${path}/reset`} body=${{}} cli=${`./tutti alerts reset ${quoted(name)}`} preview=${t('rule.reset_why')} done=${done} />
    <${Action} label=${t('rule.remove')} danger method="DELETE" path=${path} cli=${`./tutti alerts remove ${quoted(name)}`} preview=${t('rule.remove_why')} done=${() => go('/alerts?tab=rules', { replace: true })} />`;
}

/** The measure over the last week, as the rule groups it. */
function Past({ rule }) {
  const path = address('/admin/series', { from: '-7d', step: '1h', measure: rule.measure, filter: rule.filter, by: rule.by?.[0] });
  return html`<${Shown} of=${useData(path)}>${(data) => html`<${Series} title=${word('measure.', rule.measure)} of=${data} measure=${rule.measure} />`}<//>`;
}

const facts = ({ in_force: rule, origin }) => [[t('rule.severity'), word('severity.', rule.severity)], [t('rule.window_field'), rule.window_s && span(rule.window_s * 1000)], [t('rule.for_field'), span(rule.for_s * 1000)],
  [t('rule.clear_at'), rule.clear_at !== undefined && figure(rule.clear_at, rule.unit)], [t('rule.clear_for'), span(rule.clear_for_s * 1000)], [t('rule.min_samples'), rule.min_samples], [t('rule.no_data'), word('no_data.', rule.no_data)], [t('field.origin'), visible(origin)]];

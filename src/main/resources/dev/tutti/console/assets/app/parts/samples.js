// The same call as programs: with OpenAI's clients for Python and Node, and with what every JDK has.
import { html, useState } from '../../vendor/preact.js';
import { Copyable } from './commands.js';
import { t } from './words.js';

/** Parameters that OpenAI's client for Python takes by their names; others go with `extra_body`. */
const named = new Set(('messages model audio frequency_penalty logit_bias logprobs max_completion_tokens max_tokens metadata modalities n parallel_tool_calls prediction presence_penalty '
  + 'reasoning_effort response_format seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user').split(' '));

const words = new Map([[true, 'True'], [false, 'False'], [null, 'None']]);

/** A value of JSON as Python writes it. */
function pythonOf(value, margin) {
  if (value === null || typeof value !== 'object') return words.get(value) ?? JSON.stringify(value);
  const inner = `${margin}    `;
  const parts = Array.isArray(value) ? value.map((each) => pythonOf(each, inner)) : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${pythonOf(each, inner)}`);
  const [begin, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const short = `${begin}${parts.join(', ')}${end}`;
  return short.length + margin.length < 100 && !short.includes('\n') ? short : [begin, ...parts.map((part) => `${inner}${part},`), `${margin}${end}`].join('\n');
}

function python(body) {
  const entries = Object.entries(body);
  const rest = Object.fromEntries(entries.filter(([name]) => !named.has(name)));
  const all = [...entries.filter(([name]) => named.has(name)), ...(Object.keys(rest).length ? [['extra_body', rest]] : [])];
  return ['import os', '', 'from openai import OpenAI', '', `client = OpenAI(base_url="${location.origin}/v1", api_key=os.environ.get("TUTTI_KEY", "none"))`,
    'stream = client.chat.completions.create(', ...all.map(([name, value]) => `    ${name}=${pythonOf(value, '    ')},`), ')', 'for chunk in stream:', '    if chunk.choices:',
    '        print(chunk.choices[0].delta.content or "", end="", flush=True)', ''].join('\n');
}

const node = (body) => ['import OpenAI from "openai";', '', `const client = new OpenAI({ baseURL: '${location.origin}/v1', apiKey: process.env.TUTTI_KEY ?? 'none' });`,
  `const stream = await client.chat.completions.create(${JSON.stringify(body, null, 2)});`, 'for await (const chunk of stream) {', "  process.stdout.write(chunk.choices[0]?.delta?.content ?? '');", '}', ''].join('\n');

/** Lines of a text block of Java. */
const block = (body) => JSON.stringify(body, null, 2).replaceAll('\\', '\\\\').replaceAll('"""', '\\"""').split('\n').map((line) => `        ${line}`);

const java = (body) => ['import java.net.URI;', 'import java.net.http.HttpClient;', 'import java.net.http.HttpRequest;', 'import java.net.http.HttpResponse;', '',
  'class Ask {', '  public static void main(String[] args) throws Exception {', '    var body = """', ...block(body), '        """;',
  `    var request = HttpRequest.newBuilder(URI.create("${location.origin}/v1/chat/completions"))`,
  '        .header("authorization", "Bearer " + System.getenv().getOrDefault("TUTTI_KEY", "none"))', '        .header("content-type", "application/json")',
  '        .POST(HttpRequest.BodyPublishers.ofString(body))', '        .build();', '    try (var client = HttpClient.newHttpClient()) {',
  '      client.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(System.out::println);', '    }', '  }', '}', ''].join('\n');

const languages = [['Python', python], ['Node', node], ['Java', java]];

/** Programs that send a body of chat completions, which is streamed, as the playground does. */
export function Samples({ body }) {
  const [open, setOpen] = useState(false);
  return html`<details class="commands" onToggle=${(event) => setOpen(event.target.open)}><summary>${t('playground.samples')}</summary>
    ${open && languages.map(([name, write]) => html`<p class="quiet">${name}</p><${Copyable} name=${name} text=${write(body)} lines />`)}</details>`;
}

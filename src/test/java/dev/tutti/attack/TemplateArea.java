package dev.tutti.attack;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Templates of authors who mean harm, and values of callers who do. */
final class TemplateArea implements Area {
  /** The budget of a template is 150 ms; the rest is for a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private static final List<String> SOURCES =
      List.of(
          "{{ 'a'.getClass() }}",
          "{{ ''['class'] }}",
          "{{ user_message.class.classLoader }}",
          "{{ user_message|attr('class') }}",
          "{{ [user_message]|map('class')|list }}",
          "{{ 'a'.getClass().forName('java.lang.Runtime') }}",
          "{{ (1).TYPE.forName('java.lang.Runtime') }}",
          "{{ ____int3rpr3t3r____.config }}",
          "{{ ''.__class__.__mro__[1].__subclasses__() }}",
          "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
          "{{ self._TemplateReference__context }}",
          "{{ lipsum.__globals__ }}",
          "{{ config }}",
          "{{ env }}",
          "{{ request }}",
          "{% include '/etc/passwd' %}",
          "{% include '../../../../../../etc/passwd' %}",
          "{% include '..%2f..%2fetc/passwd' %}",
          "{% import 'file:///etc/passwd' as x %}",
          "{% extends user_message %}",
          "{% include user_message %}",
          "{% include 'http://127.0.0.1/' %}",
          "{{ range(1000000000)|list }}",
          "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor"
              + " %}{% endfor %}{% endfor %}",
          "{{ 'a'|center(500000000) }}",
          "{{ 'a' * 100000000 }}",
          "{{ 9 ** 9999999 }}",
          "{{ '%0999999999d' % 1 }}",
          "{{ '%0999999999d'|format(1) }}",
          "{{ '{:999999999}'.format(1) }}",
          "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
          "{% set s = 'aaaaaaaaaa' %}{% for i in range(40) %}{% set s = s ~ s %}{% endfor %}{{ s"
              + " }}",
          "{% set n = namespace(s='aaaaaaaaaa') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s"
              + " %}{% endfor %}{{ n.s }}",
          "{{ range(1000000)|list|sort|unique|list }}",
          "{{ 'x'.join(range(1000000)|map('string')) }}",
          "{{ ('a' * 90000)|wordwrap(1) }}",
          "{{ ('a ' * 90000)|indent(90000) }}",
          "{{ ('a' * 90000)|list|batch(1)|list|tojson(indent=1000) }}",
          "{{ ('ab' * 60000).replace('a', 'b' * 60000) }}",
          "{{ ('a' * 90000).split('a')|length }}",
          "{{ undefined.a.b }}");

  /** Ways to look for a long text in a longer one. */
  private static final List<String> SEARCHES =
      List.of(
          "{% if k in t %}y{% endif %}",
          "{{ t.count(k) }}",
          "{{ t.find(k) }}",
          "{{ t.rfind(k) }}",
          "{{ t.index(k) }}",
          "{{ t.partition(k) }}",
          "{{ t.rpartition(k) }}",
          "{{ t.split(k)|length }}",
          "{{ t.rsplit(k)|length }}",
          "{{ t.replace(k, 'b')|length }}",
          "{{ (t|replace(k, 'b'))|length }}",
          "{{ t.strip(k)|length }}",
          "{{ t.lstrip(k)|length }}",
          "{{ t.startswith(k) }}",
          "{{ t.endswith(k) }}");

  private static final List<String> VALUES =
      List.of(
          "{{7*7}}",
          "{% for i in range(3) %}p{% endfor %}",
          "{{ secrets.openai }}",
          "{% raw %}",
          "{# ",
          "{{7*7}}",
          "${7*7}",
          "#{7*7}",
          "<%= 7*7 %>",
          "{{constructor.constructor('return 1')()}}");

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    for (int i = 0; i < SOURCES.size(); i++) {
      write(victim, "source" + i, SOURCES.get(i));
    }
    for (int i = 0; i < SEARCHES.size(); i++) {
      write(victim, "search" + i, SEARCHES.get(i));
    }
    victim.ask("POST", "/admin/skills/reload", victim.key("admin"), "");
    sources(victim, tally);
    searches(victim, tally);
    values(victim, tally);
    tally.note("alive", victim.isAlive(), "dead");
  }

  private static void write(Victim victim, String name, String source) throws IOException {
    var folder = victim.folder().resolve(Path.of("skills", name, "v1.0.0"));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("skill.yaml"),
        "name: %s\nversion: 1.0.0\ndescription: attack\nllm: {model: up/mirror}\n".formatted(name));
    Files.writeString(folder.resolve("prompt.md"), source + "\n");
  }

  private static void sources(Victim victim, Tally tally) throws IOException {
    for (int i = 0; i < SOURCES.size(); i++) {
      var body = "{\"user_message\":\"/etc/passwd\",\"context\":{}}";
      check(victim, tally, "source" + i, SOURCES.get(i), body);
    }
  }

  private static void searches(Victim victim, Tally tally) throws IOException {
    var context = Json.object().put("k", "a".repeat(65_000) + "b").put("t", "a".repeat(133_000));
    var asked = Json.object().put("user_message", "a");
    asked.set("context", context);
    for (int i = 0; i < SEARCHES.size(); i++) {
      check(victim, tally, "search" + i, SEARCHES.get(i), Json.text(asked));
    }
  }

  private static void check(Victim victim, Tally tally, String skill, String source, String body)
      throws IOException {
    long began = System.nanoTime();
    var shot = victim.ask("POST", "/v1/skills/" + skill + "/execute", victim.key("user"), body);
    var took = Duration.ofNanos(System.nanoTime() - began);
    boolean harmless =
        !shot.text().contains("root:x:")
            && !shot.text().contains("java.lang")
            && !shot.text().contains(victim.folder().toString())
            && !shot.text().contains(SecretArea.ENVIRONMENT);
    tally.note(
        source,
        harmless && shot.status() != 0 && shot.status() != 500 && took.compareTo(LONGEST) < 0,
        took.toMillis() + " ms, " + shot);
  }

  /** What a caller writes is a text and stays one. */
  private static void values(Victim victim, Tally tally) throws IOException {
    write(victim, "values", "You said: {{ v }}.");
    victim.ask("POST", "/admin/skills/reload", victim.key("admin"), "");
    for (var value : VALUES) {
      var asked = Json.object().put("user_message", value);
      asked.putObject("context").put("v", value);
      var shot =
          victim.ask("POST", "/v1/skills/values/execute", victim.key("user"), Json.text(asked));
      boolean literal = shot.text().contains("You said: ") && !shot.text().contains("You said: 49");
      tally.note("the value " + value, literal, shot);
    }
  }
}

package dev.tutti.template.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tutti.template.CpuTime;
import dev.tutti.template.Template;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplateException.Kind;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Promptness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a template does with values of callers costs steps as much as it costs time: a budget is
 * kept by every operation.
 */
@KnownFault("SECURITY-F5")
class CostTest {
  private static final Map<String, Object> LONG =
      Map.of(
          "part", "a".repeat(300_000) + "b",
          "end", "b" + "a".repeat(300_000),
          "text", "a".repeat(1_000_000),
          "same", "a".repeat(999_999) + "a",
          "chars", "z".repeat(500_000),
          "wide", "\u00e9".repeat(900_000),
          "signs", "<\u0001\"".repeat(300_000),
          "list", List.of(1, "a", 2.5));

  private static final List<String> SEARCHES =
      List.of(
          "{{ part in text }}",
          "{{ part not in text }}",
          "{{ text is in text ~ 'x' }}",
          "{{ text.find(part) }}",
          "{{ text.rfind(end) }}",
          "{{ text.index(part) }}",
          "{{ text.count(part) }}",
          "{{ text.split(part)|length }}",
          "{{ text.rsplit(end)|length }}",
          "{{ text.partition(part)|length }}",
          "{{ text.rpartition(end)|length }}",
          "{{ text.replace(part, '')|length }}",
          "{{ text|replace(part, '')|length }}",
          "{{ text.strip(chars ~ 'a')|length }}",
          "{{ text|trim(chars ~ 'a')|length }}",
          "{{ text.lstrip(chars ~ 'a')|length }}",
          "{{ text.startswith((part, part, part, text)) }}");

  /** Operations that are cheap once, in a loop that counts them. */
  private static final List<String> REPEATED =
      List.of(
          "{% if part in text %}{% endif %}",
          "{% if text == same %}{% endif %}",
          "{% if text < same %}{% endif %}",
          "{% if text in [same, same, same] %}{% endif %}",
          "{% if [same, same]|sort %}{% endif %}",
          "{% if wide|length %}{% endif %}",
          "{% if wide[5] %}{% endif %}",
          "{% if wide|truncate(899999) %}{% endif %}",
          "{% if text.isalpha() %}{% endif %}",
          "{% if text is lower %}{% endif %}",
          "{% if text|int %}{% endif %}",
          "{% if text|float %}{% endif %}",
          "{% if text.startswith((same, same)) %}{% endif %}",
          "{% if text.removeprefix('a') %}{% endif %}",
          "{% if text|trim('z') %}{% endif %}",
          "{% if text.center(10) %}{% endif %}",
          "{% if [].count(text) %}{% endif %}",
          "{% if []|sum(attribute=text) %}{% endif %}",
          "{% if []|map(attribute=text)|list %}{% endif %}",
          "{% if [1]|sort(attribute=text) is defined %}{% endif %}",
          "{% set x %}{% endset %}");

  private static final List<String> ONCE =
      List.of(
          "{{ wide|urlencode|length }}",
          "{{ signs|tojson|length }}",
          "{{ [signs]|string|length }}",
          "{{ ('a' ~ '_' * 300 ~ '!')|int }}",
          "{{ {}[range(2000000000)] is defined }}",
          "{{ range(2000000000) in {'a': 1} }}",
          "{% set ns = namespace(t=(1, 2)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t)"
              + " %}{% endfor %}{{ {}[ns.t] is defined }}",
          "{% set ns = namespace(t=(1, 2)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t)"
              + " %}{% endfor %}{{ [ns.t]|unique|list|length }}",
          "{% set ns = namespace(t=(1, 2)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t)"
              + " %}{% endfor %}{{ {ns.t: 1}|length }}",
          "{{ colliding.items()|unique|list|length }}",
          "{{ text|wordwrap(1)|length }}");

  static Stream<String> once() {
    return Stream.concat(SEARCHES.stream(), ONCE.stream());
  }

  @ParameterizedTest
  @MethodSource
  void once(String template) throws Exception {
    assertKept(template);
  }

  static Stream<String> repeated() {
    return REPEATED.stream();
  }

  @ParameterizedTest
  @MethodSource
  void repeated(String template) throws Exception {
    assertKept("{% for i in range(400000) %}" + template + "{% endfor %}");
  }

  private static void assertKept(String template) throws Exception {
    var values = new HashMap<>(LONG);
    values.put("colliding", colliding());
    var compiled = compile(template);
    Promptness.within(CpuTime.MOST, _ -> CpuTime.of(() -> render(compiled, values)));
  }

  private static void render(Template compiled, Map<String, Object> values) {
    try {
      compiled.render(values, Budget.standard(System::nanoTime));
    } catch (TemplateException e) {
      assertThat(e.kind()).isNotEqualTo(Kind.SYNTAX);
    }
  }

  /** Keys of the same hash and the same value. */
  private static Map<String, Object> colliding() {
    var all = new HashMap<String, Object>();
    for (int i = 0; i < 1 << 13; i++) {
      var key = new StringBuilder();
      for (int bit = 0; bit < 13; bit++) {
        key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      all.put(key.toString(), 1);
    }
    return all;
  }

  private static Template compile(String template) {
    return Template.compile(new Source("cost.md", template), Loader.none(), Options.forPrompts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% set x = 1 %}",
        "{% include 'a' ignore missing %}",
        "{% macro m() %}{% endmacro %}",
        "{% with %}{% endwith %}"
      })
  void tags_in_a_loop_are_steps_each(String tag) {
    var budget = new Budget(100_000, 1_000_000, 50, Duration.ofSeconds(60), System::nanoTime);
    var compiled = compile("{% for i in range(1000) %}" + tag.repeat(1000) + "{% endfor %}");
    assertThatCode(() -> compiled.render(Map.of(), budget))
        .hasMessageContaining("needs more than 100000 steps");
  }

  @Test
  void many_names_of_one_scope_are_found_quickly() throws Exception {
    var template = new StringBuilder("{% macro m(");
    for (int i = 0; i < 50_000; i++) {
      template.append("a").append(i).append(", ");
    }
    template.append("z) %}{{ a49999 }}{% endmacro %}{{ m(*range(50001)) }}");
    assertKept(template.toString());
  }

  /** Whatever is given to a filter, a test or a method, it answers or refuses: nothing else. */
  @Test
  void any_arguments_are_answered_or_refused() throws Exception {
    var failed = new ArrayList<String>();
    var expressions = expressions();
    for (var expression : expressions) {
      try {
        Promptness.within(CpuTime.MOST, _ -> CpuTime.of(() -> answer(expression)));
      } catch (RuntimeException | AssertionError e) {
        failed.add(expression + ": " + e);
      }
    }
    assertThat(failed).as("of %d", expressions.size()).isEmpty();
    assertThat(expressions).hasSizeGreaterThan(10_000);
  }

  private static void answer(String expression) {
    try {
      compile("{% if (" + expression + ")|string %}{% endif %}")
          .render(ODD, Budget.standard(System::nanoTime));
    } catch (TemplateException _) {
      // refused
    }
  }

  private static final Map<String, Object> ODD =
      Map.ofEntries(
          Map.entry("min", Long.MIN_VALUE),
          Map.entry("max", Long.MAX_VALUE),
          Map.entry("minus", -1L),
          Map.entry("real", 1e300),
          Map.entry("empty", ""),
          Map.entry("emoji", "\ud83d\ude00"),
          Map.entry("text", "ab, cd-".repeat(1_000)),
          Map.entry("list", List.of(3, 1, 2)),
          Map.entry("map", Map.of("a", 1, "b", List.of())));

  private static List<String> expressions() {
    var values = ODD.keySet().stream().sorted().toList();
    var all = new ArrayList<String>();
    for (var value : values) {
      for (var each : arguments(values)) {
        Filters.ALL.keySet().stream()
            .sorted()
            .forEach(filter -> all.add("%s|%s(%s)".formatted(value, filter, each)));
        TestFunctions.ALL.keySet().stream()
            .sorted()
            .forEach(test -> all.add("%s is %s(%s)".formatted(value, test, each)));
      }
    }
    for (var value : List.of("empty", "emoji", "text", "list", "map")) {
      for (var each : arguments(values)) {
        METHODS.forEach(method -> all.add("%s.%s(%s)".formatted(value, method, each)));
      }
    }
    return all;
  }

  private static final List<String> METHODS =
      List.of(
          "strip",
          "startswith",
          "removeprefix",
          "split",
          "rsplit",
          "splitlines",
          "partition",
          "rpartition",
          "join",
          "replace",
          "count",
          "find",
          "rfind",
          "index",
          "center",
          "ljust",
          "rjust",
          "zfill",
          "title",
          "isalnum",
          "items",
          "get",
          "append");

  private static List<String> arguments(List<String> values) {
    var all = new ArrayList<String>(List.of(""));
    all.addAll(values);
    for (var other : List.of("max", "emoji")) {
      values.forEach(value -> all.add(value + ", " + other));
    }
    return all;
  }
}

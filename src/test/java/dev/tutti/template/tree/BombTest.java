package dev.tutti.template.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.template.CpuTime;
import dev.tutti.template.Template;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplateException.Kind;
import dev.tutti.testing.Promptness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that would never end, or fill the memory, are refused soon. */
class BombTest {
  private static final String DOUBLING =
      "{% set s = 'abcdefgh' %}" + "{% set s = s ~ s %}".repeat(40) + "{{ s|length }}";

  private static final List<Arguments> BOMBS =
      List.of(
          bomb(
              "loops within loops",
              "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{%"
                  + " endfor %}{% endfor %}{% endfor %}"),
          bomb(
              "loops that write",
              "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000)"
                  + " %}xxxxxxxx{% endfor %}{% endfor %}{% endfor %}"),
          bomb("a long range", "{% for a in range(10**9) %}{% endfor %}"),
          bomb("a long range as a list", "{{ range(10**9)|list|length }}"),
          bomb("a longer range", "{{ range(10**18)|length }}"),
          bomb("a wide text", "{{ 'a'|center(500000000) }}"),
          bomb("a wider text", "{{ 'a'.ljust(9000000000000000000) }}"),
          bomb("doubling", DOUBLING),
          bomb("repetition", "{{ 'a' * 10**8 }}"),
          bomb("repetition of a list", "{{ ([0] * 10**8)|length }}"),
          bomb("a wide form", "{{ '%0999999999d'|format(1) }}"),
          bomb("a precise form", "{{ '%.999999999f' % 1.5 }}"),
          bomb(
              "replacement",
              "{% set s = 'a' * 900000 %}{{ s|replace('a', 'bbbbbbbbbbbbbbbbbbbb') }}"),
          bomb("indentation", "{{ ('a\\n' * 400000)|indent(1000) }}"),
          bomb("joining", "{{ range(900000)|join('xxxxxxxxxxxxxxxxxxxx') }}"),
          bomb("a recursive macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
          bomb(
              "macros that call each other twice",
              "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{"
                  + " m(45) }}"),
          bomb("a recursive loop", "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"),
          bomb(
              "a partial that includes itself on a condition",
              "{% set again = true %}{% include 'perhaps' %}"),
          bomb("sorting", "{{ (range(900000)|list)|sort(reverse=true)|first }}"),
          bomb(
              "nested values",
              "{% set ns = namespace(x=[]) %}{% for i in range(500) %}{% set ns.x = [ns.x, ns.x]"
                  + " %}{% endfor %}{{ ns.x }}"),
          bomb(
              "nested values compared",
              "{% set ns = namespace(x=[], y=[]) %}{% for i in range(60) %}{% set ns.x = [ns.x,"
                  + " ns.x] %}{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}"),
          bomb(
              "many long texts",
              "{% set ns = namespace(x=[]) %}{% for i in range(1000) %}{% set ns.x = ns.x + ['a' *"
                  + " 900000 ~ i] %}{% endfor %}"),
          bomb("wrapping", "{{ ('a ' * 400000)|wordwrap(1) }}"),
          bomb(
              "tags in tags to strip",
              "{{ ('<' * 900000)|striptags|length }}{{ ('<!--' * 200000)|striptags|length }}{% for"
                  + " i in range(9999) %}{{ ('<a>' * 300000)|striptags|length }}{% endfor %}"));

  static Stream<Arguments> bombs() {
    return BOMBS.stream();
  }

  private static Arguments bomb(String name, String template) {
    return Arguments.of(name, template);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void ends_soon(String name, String bomb) throws Exception {
    var template = compile(bomb);
    var refused =
        refusedSoon(() -> template.render(Map.of(), Budget.standard(System::nanoTime)), name);
    assertThat(refused.kind()).isIn(Kind.BUDGET, Kind.TYPE);
  }

  private static TemplateException refusedSoon(ThrowingCallable work, String name)
      throws Exception {
    var refused = new AtomicReference<TemplateException>();
    Promptness.within(
        CpuTime.MOST,
        _ -> CpuTime.of(() -> refused.set(catchThrowableOfType(TemplateException.class, work))));
    assertThat(refused.get()).as(name).isNotNull();
    return refused.get();
  }

  private static Template compile(String template) {
    var loader =
        Loader.of(
            Map.of(
                "self",
                "{% include 'self' %}",
                "perhaps",
                "{% if again %}{% include 'perhaps' %}{% endif %}"));
    return Template.compile(new Source("bomb.md", template), loader, Options.forPrompts());
  }

  private static final List<Arguments> SOURCES =
      List.of(
          bomb("parentheses", "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}"),
          bomb("brackets", "{{ " + "[".repeat(20_000)),
          bomb("signs", "{{ " + "-".repeat(20_000) + "1 }}"),
          bomb("nots", "{{ " + "not ".repeat(20_000) + "1 }}"),
          bomb("operators in a row", "{{ 1" + " + 1".repeat(20_000) + " }}"),
          bomb("filters in a row", "{{ 1" + "|abs".repeat(20_000) + " }}"),
          bomb("attributes in a row", "{{ a" + ".b".repeat(20_000) + " }}"),
          bomb("inline ifs", "{{ 1" + " if 1 else 2".repeat(20_000) + " }}"),
          bomb("tags in tags", "{% if 1 %}".repeat(5_000)),
          bomb("a tag that never ends", "{{ " + "a ".repeat(100_000)),
          bomb("a comment that never ends", "{# " + "a ".repeat(100_000)),
          bomb("a string that never ends", "{{ '" + "\\'".repeat(100_000)),
          bomb("a number of many digits", "{{ " + "9".repeat(500_000) + " }}"),
          bomb("a partial that includes itself", "{% include 'self' %}"),
          bomb("a name too long", "{{ " + "a".repeat(1 << 20) + " }}"));

  static Stream<Arguments> sources() {
    return SOURCES.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void is_not_compiled(String name, String source) throws Exception {
    assertThat(refusedSoon(() -> compile(source), name).kind()).isEqualTo(Kind.SYNTAX);
  }

  @Test
  void time_is_read_from_the_given_clock() {
    var clock = new long[1];
    var budget =
        new Budget(1_000_000, 1000, 10, Duration.ofMillis(10), () -> clock[0] += 1_000_000);
    var template = compile("{% for i in range(100000) %}{% endfor %}");
    var refused =
        catchThrowableOfType(TemplateException.class, () -> template.render(Map.of(), budget));
    assertThat(refused).hasMessage("bomb.md:1:4: the template takes longer than 10 ms");
  }

  @Test
  void a_template_is_not_refused_where_the_machine_has_stood_still() {
    var looks = new int[1];
    var budget =
        new Budget(
            1_000_000, 1000, 10, Duration.ofMillis(10), () -> ++looks[0] < 9 ? 0 : 2_000_000_000L);
    var template = compile("{% for i in range(10000) %}{% endfor %}Done");
    assertThat(template.render(Map.of(), budget)).isEqualTo("Done");
    assertThat(looks[0]).isGreaterThan(9);
  }

  @Test
  void values_that_contain_themselves_are_refused() {
    var list = new ArrayList<Object>();
    list.add(list);
    var refused =
        catchThrowableOfType(
            TemplateException.class,
            () ->
                compile("{{ x|tojson }}")
                    .render(Map.of("x", list), Budget.standard(System::nanoTime)));
    assertThat(refused.kind()).isEqualTo(Kind.VALUE);
  }

  @Test
  void a_refusal_leaves_the_template_usable() {
    var template = compile("{{ 'a' * n }}");
    var budget = Budget.standard(System::nanoTime);
    assertThatThrownBy(() -> template.render(Map.of("n", 1 << 30), budget))
        .isInstanceOf(TemplateException.class);
    assertThat(List.of(1, 3))
        .map(n -> template.render(Map.of("n", n), budget))
        .containsExactly("a", "aaa");
  }
}

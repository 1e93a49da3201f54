package dev.tutti.template.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.template.CpuTime;
import dev.tutti.template.Template;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Promptness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time to compile grows with the source, not with its square. */
@KnownFault("SECURITY-F12")
class CompileTimeTest {
  private static final int MANY = 19_000;
  private static final Duration MOST = Duration.ofMillis(1_500);

  private static Template compile(String text, Map<String, String> partials) {
    return Template.compile(new Source("long.md", text), Loader.of(partials), Options.forPrompts());
  }

  private static String many(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  static Stream<Arguments> long_sources() {
    return Stream.of(
        source("sets in one line", many(MANY, _ -> "{% set x=1 %}")),
        source("sets with text between", many(MANY, _ -> "{% set x=1 %}" + "x".repeat(30))),
        source("sets of different names", many(MANY, i -> "{% set x" + i + "=1 %}")),
        source("elifs", "{% if 0 %}" + many(MANY, _ -> "{% elif 0 %}") + "{% endif %}"),
        source(
            "sets, then elifs",
            many(9_000, i -> "{% set x" + i + "=1 %}")
                + "{% if 0 %}"
                + many(9_000, _ -> "{% elif 0 %}")
                + "{% endif %}"),
        source(
            "elifs that set different names",
            "{% if 0 %}" + many(9_000, i -> "{% elif 0 %}{% set x" + i + "=1 %}") + "{% endif %}"),
        source(
            "sets, then loops",
            many(6_000, i -> "{% set x" + i + "=1 %}")
                + many(6_000, _ -> "{% for a in b %}{% endfor %}")),
        source("macros", many(9_000, i -> "{% macro m" + i + "() %}{% endmacro %}")),
        source(
            "a name that is set to a part of itself",
            "{% set x = a %}" + many(MANY, _ -> "{% set x = x.b %}")),
        source("includes", many(MANY, _ -> "{% include 'p' %}")),
        source(
            "includes of what is not there", many(MANY, _ -> "{% include 'q' ignore missing %}")),
        source("expressions", many(MANY, _ -> "{{ a }}")),
        source("wide characters", many(MANY, _ -> "{{ a }}\ud83d\ude00\u4e2d")),
        source("comments", many(150_000, _ -> "{##}")),
        source("comments in one line", "x".repeat(300_000) + many(150_000, _ -> "{##}")),
        source("openings of markers", many(110_000, _ -> "<!--role:")),
        source("openings of comments, closed once", many(200_000, _ -> "<!--") + "-->"),
        source("a marker of blanks", "<!-- role :" + " ".repeat(900_000)),
        source("markers", many(30_000, _ -> "<!-- role: user -->\nx\n")),
        source("raw", many(40_000, _ -> "{% raw %}{% endraw %}")));
  }

  private static Arguments source(String name, String text) {
    return Arguments.of(name, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void long_sources(String name, String text) throws Exception {
    Promptness.within(MOST, _ -> CpuTime.of(() -> compile(text, Map.of("p", "x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{% set x=1 %}", "{% include 'p' %}", "{{ a }}", "{% if 1 %}"})
  void tags_are_bounded(String tag) throws Exception {
    var text = tag.repeat(55_000);
    assertRefusedSoon(text, Map.of("p", "x"), "expected: at most 20000");
  }

  private static void assertRefusedSoon(String text, Map<String, String> partials, String why)
      throws Exception {
    Promptness.within(
        MOST,
        _ ->
            CpuTime.of(
                () ->
                    assertThatThrownBy(() -> compile(text, partials))
                        .isInstanceOf(TemplateException.class)
                        .hasMessageContaining(why)));
  }

  @Test
  void partials_count_too() {
    var partials = new HashMap<String, String>();
    IntStream.range(0, 50).forEach(i -> partials.put("p" + i, "{{ a }}".repeat(1_000)));
    var refused =
        catchThrowableOfType(
            TemplateException.class,
            () -> compile(many(50, i -> "{% include 'p" + i + "' %}"), partials));
    assertThat(refused).hasMessageContaining("expected: at most 20000");
  }

  /** Each partial includes the next one twice: 2^60 inclusions. */
  @Test
  void partials_that_unfold_without_end_are_refused() throws Exception {
    var partials = new HashMap<String, String>();
    partials.put("p60", "x");
    IntStream.range(0, 60)
        .forEach(i -> partials.put("p" + i, ("{% include 'p" + (i + 1) + "' %}").repeat(2)));
    var text = many(61, i -> "{% include 'p" + (60 - i) + "' %}");
    assertRefusedSoon(text, partials, "partials that include others too often");
  }

  @Test
  void deep_chains_of_partials_are_refused_without_exhausting_the_stack() {
    var partials = new HashMap<String, String>();
    partials.put("p150", "x");
    var open = "{% if a %}".repeat(50);
    var close = "{% endif %}".repeat(50);
    IntStream.range(0, 150)
        .forEach(i -> partials.put("p" + i, open + "{% include 'p" + (i + 1) + "' %}" + close));
    var text = many(151, i -> "{% include 'p" + (150 - i) + "' %}");
    var refused = catchThrowableOfType(TemplateException.class, () -> compile(text, partials));
    assertThat(refused).isNotNull();
  }

  @Test
  void columns_count_code_points_in_long_lines() {
    var text = "\ud83d\ude00".repeat(777) + "x{{ 1 + }}";
    var refused = catchThrowableOfType(TemplateException.class, () -> compile(text, Map.of()));
    assertThat(refused.position()).isEqualTo(new TemplatePosition("long.md", 1, 786));
  }
}

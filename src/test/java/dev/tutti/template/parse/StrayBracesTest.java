package dev.tutti.template.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.template.Template;
import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.testing.KnownFault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnownFault({"SKILLS-18", "SKILLS-W"})
class StrayBracesTest {
  private static Template compile(String text) {
    return Template.compile(new Source("p.md", text), Loader.none(), Options.forPrompts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "你好｛｛ a ｝｝ @ p.md:1:3: '｛｛' (expected: '{{')",
        "｛{ a }} @ p.md:1:1: '｛{' (expected: '{{')",
        "{｛ a }} @ p.md:1:1: '{｛' (expected: '{{')",
        "{％ if a ％} @ p.md:1:1: '{％' (expected: '{%')",
        "｛% if a %｝ @ p.md:1:1: '｛%' (expected: '{%')",
        "a ｝｝ @ p.md:1:3: '｝｝' (expected: '}}')",
        "a }} @ p.md:1:3: '}}' ends nothing (expected: '{{' before it)",
        "if a %} @ p.md:1:6: '%}' ends nothing (expected: '{%' before it)",
        "{ a }} @ p.md:1:5: '}}' ends nothing (expected: '{{' before it)",
        "{ { a } } @ p.md:1:1: '{ { a } }' (expected: '{{ ... }}')",
        "{ { a.b | upper } } @ p.md:1:1: '{ { a.b | upper } }' (expected: '{{ ... }}')",
        "{ % if a %} @ p.md:1:1: '{ % if' (expected: '{%')",
        "{{ a|default(“x”) }} @ p.md:1:14: unexpected '“' (expected: \")",
        "{{ a｜upper }} @ p.md:1:5: unexpected '｜' (expected: |)",
        "{{ a ｝｝ @ p.md:1:6: unexpected '｝' (expected: })",
        "{{ f（a） }} @ p.md:1:5: unexpected '（' (expected: ()"
      })
  void is_told_what_to_type(String text, String expected) {
    var refused = catchThrowableOfType(TemplateException.class, () -> compile(text.strip()));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.getMessage()).startsWith(expected.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {\"b\": 1}}",
        "{\"a\": {\"b\": {{ x }}}}",
        "{% if x %}{\"a\": {\"b\": 1 {% if x %}}}{% else %}, \"c\": 2}}{% endif %}{% endif %}",
        "{\"all\": [{% for y in [1] %}{\"a\": {\"b\": {{ y }}}}{% endfor %}]}",
        "{% set x %}{\"a\": {}}{% endset %}{{ x }}",
        "int[][] m = { { 1, 2 }, { 3 } };",
        "public class A { void b() { } }",
        "折扣5％，完成率｛100%｝",
        "{% raw %}{{ a }} a }} ｛｛ a ｝｝{% endraw %}",
        "\\frac{a}{b} 5% {x}",
        "{# a }} #}x",
        "a } b { c"
      })
  void leaves_balanced_braces_alone(String text) {
    assertThatCode(() -> compile(text).undeclared()).doesNotThrowAnyException();
  }

  @Test
  void tells_the_line_in_a_later_text() {
    var refused =
        catchThrowableOfType(
            TemplateException.class, () -> compile("{{ a }}\nline\n  b }} and more\n"));
    assertThat(refused.position()).isEqualTo(new TemplatePosition("p.md", 3, 5));
  }

  @Test
  void values_may_hold_whatever_they_like() {
    var budget = Budget.standard(System::nanoTime);
    assertThat(compile("{{ a }}").render(Map.of("a", "b }} ｛｛"), budget)).isEqualTo("b }} ｛｛");
  }
}

package dev.tutti.template.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.template.Template;
import dev.tutti.template.api.TemplateException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that may be left out of the values; what they do is in the goldens named "absent". */
class OptionalNamesTest {
  private static final Set<String> OPTIONAL = Set.of("allergies", "tone");

  private static String render(String text, Map<String, ?> values) {
    return compile(text).render(values, OPTIONAL, Budget.standard(System::nanoTime));
  }

  private static Template compile(String text) {
    return Template.compile(new Source("prompt.md", text), Loader.none(), Options.forPrompts());
  }

  private static TemplateException failure(String text) {
    var failure = catchThrowableOfType(TemplateException.class, () -> render(text, Map.of()));
    assertThat(failure).as(text).isNotNull();
    return failure;
  }

  @Test
  void a_name_that_is_left_out_renders_as_nothing() {
    assertThat(render("a{% if allergies %}{{ allergies|join('、') }}{% endif %}b", Map.of()))
        .isEqualTo("ab");
    assertThat(render("[{{ tone }}]", Map.of())).isEqualTo("[]");
  }

  @Test
  void a_name_that_is_given_is_what_was_given() {
    var given = Map.of("allergies", List.of("青霉素", "花生"));
    assertThat(render("{% if allergies %}{{ allergies|join('、') }}{% endif %}", given))
        .isEqualTo("青霉素、花生");
  }

  @Test
  void null_is_a_value() {
    var values = new HashMap<String, Object>();
    values.put("tone", null);
    assertThat(render("{{ tone is defined }} {{ tone is none }} {{ tone }}", values))
        .isEqualTo("True True None");
  }

  @Test
  void messages_may_leave_names_out_too() {
    var text = "Be {{ tone|default('kind') }}.\n<!-- role: user -->\n{{ allergies }}\n";
    assertThat(compile(text).renderMessages(Map.of(), OPTIONAL, Budget.standard(System::nanoTime)))
        .containsExactly(new Message(MessageRole.SYSTEM, "Be kind."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "{{ tone.warmth }} => prompt.md:1:4: 'tone' was not given",
        "a{{ tone + 1 }} => prompt.md:1:10: 'tone' was not given",
        "{{ 2 * tone }} => prompt.md:1:6: 'tone' was not given",
        "{{ tone['a'] }} => prompt.md:1:4: 'tone' was not given",
        "{{ tone() }} => prompt.md:1:8: 'tone' was not given",
        "{{ tone|int }} => prompt.md:1:9: 'tone' was not given",
        "{{ tone < 3 }} => prompt.md:1:9: 'tone' was not given",
        "{% set t = tone %}{{ t.x }} => prompt.md:1:22: 'tone' was not given",
      })
  void using_it_for_more_says_where_and_what(String text, String message) {
    assertThat(failure(text)).hasMessage(message);
    assertThat(failure(text).kind()).isEqualTo(Kind.ABSENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "{{ allergie }} => prompt.md:1:4: 'allergie' is not defined; did you mean allergies?",
        "{% if other %}{% endif %} => prompt.md:1:7: 'other' is not defined",
        "{% for x in other %}{% endfor %} => prompt.md:1:4: 'other' is not defined",
      })
  void every_other_name_stays_strict(String text, String message) {
    assertThat(failure(text)).hasMessage(message);
  }

  @Test
  void without_optional_names_all_are_strict() {
    var template = compile("{{ tone }}");
    var failure =
        catchThrowableOfType(
            TemplateException.class,
            () -> template.render(Map.of(), Budget.standard(System::nanoTime)));
    assertThat(failure).hasMessage("prompt.md:1:4: 'tone' is not defined");
  }
}

package dev.tutti.character.macro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.character.macro.MacroContext.CardTexts;
import dev.tutti.character.macro.MacroContext.CastNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacrosTest {
  private static final MacroContext CONTEXT =
      new MacroContext(
          new CastNames("Nara", "Tom", "Nara, Bo"),
          new CardTexts("A harbour.", "calm"),
          "the usual text",
          7,
          Instant.parse("2026-03-04T05:06:07Z").atZone(ZoneOffset.UTC));

  private static String rendered(String text) {
    return new Macros(CONTEXT, new SplittableRandom(1)).render(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{char}} greets {{user}}.             | Nara greets Tom.
          {{CHAR}}, {{ User }}                  | Nara, Tom
          <bot> and <USER> and <b>              | Nara and Tom and <b>
          {{group}}: {{scenario}} {{personality}} | Nara, Bo: A harbour. calm
          [{{original}}]                        | [the usual text]
          {{date}} {{time}}                     | 2026-03-04 05:06
          a{{// a note}}b{{comment: c}}d        | abd
          {{hidden_key:castle}}x                | x
          a{{// of {{user}} and {{random:x,y}} }}b | ab
          a{{comment: {{// b}} c}}d{{ // e }}   | ad
          {{// open {{user}}                    | {{// open Tom
          {{reverse:abc}}                       | cba
          {{random: one , one}}                 | one
          {{unknown}} {{7*7}} ${user}           | {{unknown}} {{7*7}} ${user}
          {{random:one}}                        | one
          {{random:a\\,b}}                      | a,b
          {{roll:d1}} {{roll:3d1}} {{roll:1}}   | 1 3 1
          {{roll:d0}} {{roll:x}}                | {{roll:d0}} {{roll:x}}
          {{random:{{char}},b}}                 | {{random:Nara,b}}
          {{{char}}} {{char and {{user}}        | {Nara} {{char and Tom
          }} {{char}} }}                        | }} Nara }}
          """)
  void a_macro_is_replaced_or_left(String text, String expected) {
    assertThat(rendered(text)).isEqualTo(expected);
  }

  @Test
  void what_a_name_says_is_not_looked_at_again() {
    var context =
        new MacroContext(
            new CastNames("{{user}}<USER>", "Tom", ""), CONTEXT.card(), "", 0, CONTEXT.now());
    assertThat(new Macros(context, new SplittableRandom(1)).render("{{char}}"))
        .isEqualTo("{{user}}<USER>");
  }

  @Test
  void a_pick_stays_and_a_random_choice_is_one_of_those_given() {
    var text = "{{pick::a::b::c}}{{pick::a::b::c}} {{random:x,y}}";
    var picks = rendered(text).substring(0, 2);
    for (int seed = 0; seed < 20; seed++) {
      var again = new Macros(CONTEXT, new SplittableRandom(seed)).render(text);
      assertThat(again).startsWith(picks).matches("[abc]{2} [xy]");
    }
  }

  @Test
  void openings_without_an_end_take_time_that_grows_with_the_text() {
    var braces = "{".repeat(1 << 20) + "<".repeat(1 << 20) + "}}".repeat(1 << 19);
    assertThat(rendered(braces)).hasSize(braces.length());
  }

  @Test
  void openings_of_notes_take_time_that_grows_with_the_text() {
    var open = "{{// a".repeat(1 << 18);
    assertThat(rendered(open)).isEqualTo(open);
    assertThat(rendered(open + "}}".repeat(1 << 18))).hasSizeLessThan(3 * open.length());
  }
}

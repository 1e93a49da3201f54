package dev.tutti.cooperation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPairsTest {
  @Test
  void equal_answers_meet_and_different_ones_do_not() {
    assertThat(AnswerPair.all()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(AnswerPair.all())
        .filteredOn(pair -> !pair.isRight())
        .extracting(
            pair ->
                "%s: %s %s %s, read as %s %s"
                    .formatted(
                        pair.panel().type(),
                        pair.first(),
                        pair.same() ? "=" : "!=",
                        pair.second(),
                        pair.panel().canonical(0),
                        pair.panel().canonical(1)))
        .isEmpty();
  }

  @Test
  void an_article_is_no_choice_and_a_unit_is_no_letter() {
    assertThat(canonical(AnswerType.CHOICE, "A cat sits on the mat.")).isEmpty();
    assertThat(canonical(AnswerType.CHOICE, "The answer is a dog.")).isEmpty();
    assertThat(canonical(AnswerType.CHOICE, "I think so.")).isEmpty();
    assertThat(canonical(AnswerType.NUMBER, "none of them")).isEmpty();
    assertThat(canonical(AnswerType.NUMBER, "It is 3-5.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "?", "I don't know.", "不知道", "无法确定。", "N/A", "<think>Is it 7?"})
  void what_says_nothing_abstains(String text) {
    for (var type : List.of(AnswerType.AUTO, AnswerType.NUMBER, AnswerType.CHOICE)) {
      assertThat(canonical(type, text)).as(type.word()).isEmpty();
    }
  }

  @Test
  void a_bare_number_means_the_quantity_that_others_write_with_it() {
    var panel = AnswerPanel.of(AnswerQuestion.of(""), List.of("$18", "18", "18 dollars", "20"));
    assertThat(panel.groups()).hasSize(2);
    assertThat(panel.canonical(1)).contains("18 USD");
  }

  @Test
  void a_bare_number_stays_alone_where_others_write_several_quantities_with_it() {
    var panel = AnswerPanel.of(AnswerQuestion.of(""), List.of("3 km", "3 m", "3"));
    assertThat(panel.groups()).hasSize(3);
  }

  @Test
  void a_canonical_form_is_read_as_itself() {
    assertThat(AnswerPair.all())
        .filteredOn(pair -> pair.type() != AnswerType.AUTO && pair.type() != AnswerType.CODE)
        .allSatisfy(
            pair -> {
              var form = pair.panel().canonical(0).orElseThrow();
              assertThat(canonical(pair.type(), form)).isEqualTo(form);
            });
  }

  @Test
  void longer_texts_are_grouped_when_they_are_much_alike() {
    var sun =
        "Solar energy is the most promising: its costs have fallen by nine tenths in a decade, it"
            + " scales from roofs to deserts, and storage solves the night.";
    var texts =
        List.of(sun, sun.replace("most promising", "most promising one"), "Wind. ".repeat(30));
    var panel = AnswerPanel.of(AnswerQuestion.of("Which energy?"), texts);
    assertThat(panel.isProse()).isTrue();
    assertThat(panel.groups())
        .extracting(AnswerGroup::answers)
        .containsExactly(List.of(0, 1), List.of(2));
  }

  private static String canonical(AnswerType type, String text) {
    return AnswerPanel.of(AnswerQuestion.unknown(type), List.of(text)).canonical(0).orElse("");
  }
}

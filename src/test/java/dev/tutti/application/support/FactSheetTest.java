package dev.tutti.application.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right numbers in sentences about the wrong option. */
class FactSheetTest {
  private static final String FIGURES =
      """
      {"option_analysis": {"自建团队": {"npv": 125.5, "irr": 0.248, "payback": 2.5}, "外包": {"npv": 37.2, "irr": 0.31, "payback": 2.0}},
       "critical_risks": [{"option": "外包", "expected_loss": 8.0}], "confidence_score": 0.9, "budget": 500}
      """;
  private final FactSheet facts = sheet("外包需要投入90万元。", FIGURES, "自建团队", "外包");

  private static FactSheet sheet(String text, String figures, String... options) {
    return new FactSheet(text, "万元", List.of(Json.tree(figures)), List.of(options));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "自建团队的净现值为125.5万元。",
        "自建团队的内部收益率为24.8%，预算为500万元。",
        "自建团队的净现值比外包高，为37.2万元。",
        "自建团队的净现值为125.5万元，外包为37.2万元。",
        "自建团队高于对手的37.2万元。",
        "净现值为37.2万元。",
        "自建团队投入90万元。"
      })
  void numbers_of_the_option_or_of_nobody_may_stand(String said) {
    assertThat(facts.holds(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "自建团队的净现值为37.2万元。",
        "自建团队的内部收益率为31%。",
        "自建团队的预期损失为8万元。",
        "外包的净现值达到125.5万元。",
        "外包在2.5年内回本。"
      })
  void numbers_of_another_option_alone_are_strays(String said) {
    assertThat(facts.holds(said)).isFalse();
    assertThat(facts.strays()).isEqualTo(1);
  }

  @Test
  void a_point_is_about_its_option_though_it_does_not_name_it() {
    assertThat(facts.holds("外包", "净现值为37.2万元。")).isTrue();
    assertThat(facts.holds("外包", "净现值为125.5万元。")).isFalse();
    assertThat(facts.holds("外包", "自建的净现值为125.5万元。")).isTrue();
    assertThat(facts.holds("外包", "比最好的125.5万元少。")).isTrue();
  }

  @Test
  void names_of_one_letter_bind_nothing() {
    var figures = "{\"option_analysis\": {\"A\": {\"npv\": 12.5}, \"B\": {\"npv\": 37.2}}}";
    var sheet = sheet("", figures, "A", "B");
    assertThat(sheet.holds("A net present value of 37.2 is what B has.")).isTrue();
    assertThat(sheet.holds("A", "It has a net present value of 37.2.")).isTrue();
  }

  @Test
  void an_option_named_like_an_end_of_a_range_keeps_its_ends() {
    var figures =
        "{\"option_analysis\": {\"low\": {\"expected_roi\": {\"low\": 0.1, \"high\": 0.3}},"
            + " \"high\": {\"npv\": 37.2}}}";
    assertThat(sheet("", figures, "low", "high").holds("low", "Its return reaches 30%.")).isTrue();
  }
}

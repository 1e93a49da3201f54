package dev.tutti.application.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Right numbers that are called by a wrong name, and right ones by their own. */
class CalledFactsTest {
  private static final String FIGURES =
      """
      {"option_analysis": {
         "自建团队": {"npv": 125.5, "irr": 0.248, "payback": 2.4, "expected_value": 60.0, "expected_loss": 8.0,
           "expected_roi": {"low": 0.3, "mid": 0.4, "high": 0.5}},
         "North": {"npv": 37.2, "irr": 0.31, "payback": 2.0}},
       "financial_projections": {"options": {
         "自建团队": {"cash_flows": [-320, 150, 180, 210], "discount_rate": 0.1,
           "scenarios": {"low": {"npv": -205.26, "outlay": 350}}},
         "North": {"cash_flows": [-90, 45, 45, 40], "discount_rate": 0.1}}},
       "monte_carlo": {"自建团队": {"mean": 118.4, "quantiles": {"P5": -12.5}, "p_npv_negative": 0.12}}}
      """;
  private static final String TEXT =
      "自建团队首年投入320万元，经营3年，每年净流入70万元，还需20万元培训费。North costs 90 now; its income is 45 a year.";
  private final FactSheet facts = sheet(TEXT);

  private static FactSheet sheet(String text) {
    return new FactSheet(text, "万元", List.of(Json.tree(FIGURES)), List.of("自建团队", "North"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "自建团队的净现值为320万元。",
        "净现值达到320万元。",
        "净现值（NPV）约为320万元。",
        "NPV：320万元",
        "以320万元的净现值胜出。",
        "初始投资为125.5万元。",
        "自建团队投入70万元。",
        "内部收益率为40%。",
        "投资回报率达24.8%。",
        "回收期为3年。",
        "3年内即可回本。",
        "期望值为125.5万元。",
        "预期损失为20万元。",
        "净现值为24.8%。",
        "净现值（NPV）约为24.8%。",
        "预期损失为40%。",
        "The NPV of North is 31%.",
        "It has an expected value of 31%.",
        "The NPV of North is 90 and its IRR is 31%.",
        "North has a net present value of 90.",
        "North has a 40% IRR.",
        "North pays back in 3 years.",
        "It has a 3-year payback.",
        "Its outlay is only 125.5.",
        "Its return on investment is 24.8%.",
        "The expected value is about 125.5."
      })
  void numbers_under_the_name_of_another_figure_are_strays(String said) {
    assertThat(facts.holds(said)).isFalse();
    assertThat(facts.strays()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "自建团队的净现值为125.5万元，内部收益率为24.8%，投资回报率为40%。",
        "自建团队投入320万元，净现值达126万元，2.4年回本。",
        "以320万元的投入换来125.5万元的净现值。",
        "净现值和初始投资分别为125.5万元和320万元。",
        "净现值高于初始投资320万元。",
        "净现值为负的概率为12%。",
        "在悲观情景下净现值为-205.26万元，投入为350万元。",
        "净现值的均值为118.4万元，最差时净现值为-12.5万元。",
        "若净现值降至20万元则不再推荐。",
        "投入20万元用于培训。",
        "期望值为60万元，预期损失为8万元，回收期约2.4年。",
        "花费320万元，净现值最高。",
        "第3年起每年70万元，净现值为125.5万元。",
        "The NPV of North is 37.2 and its IRR is 31%.",
        "NPV, IRR and payback are 37.2, 31% and 2 years.",
        "North has a 31% IRR, a 2-year payback and an outlay of 90.",
        "North costs 90; its net present value (NPV) is about 37.",
        "The probability of a negative NPV is 12%.",
        "At a discount rate of 10% the NPV is 37.2.",
        "The NPV for a 10% discount rate is 37.2.",
        "The expected loss is about 12% of what it costs.",
        "净现值为负的概率为12%，内部收益率为24.8%。",
        "North pays back in 2 years, and the NPV in 3 years is highest.",
        "An NPV above 90 would need 320."
      })
  void numbers_under_their_own_name_or_under_none_may_stand(String said) {
    assertThat(facts.holds(said)).isTrue();
  }

  @Test
  void a_figure_of_another_option_has_the_wrong_name_too() {
    assertThat(facts.holds("North", "净现值为37.2万元。")).isTrue();
    assertThat(facts.holds("自建团队", "净现值为37.2万元。")).isFalse();
    assertThat(facts.holds("North", "Its IRR is 24.8%.")).isFalse();
  }

  @Test
  void what_the_text_itself_calls_so_may_be_said() {
    var own = sheet("自建团队投入320万元，董事会估计净现值为200万元，IRR 15%。");
    assertThat(own.holds("净现值为200万元。")).isTrue();
    assertThat(own.holds("The IRR is 15%.")).isTrue();
    assertThat(own.holds("净现值为320万元。")).isFalse();
  }

  @Test
  void a_text_that_only_asks_for_a_figure_calls_no_number_so() {
    var own = sheet("请比较净现值：自建团队投入320万元，现金流入180万元。");
    assertThat(own.holds("净现值为320万元。")).isFalse();
    assertThat(own.holds("净现值为180万元。")).isFalse();
  }

  @Test
  void names_of_which_there_are_no_figures_bind_nothing() {
    var sheet =
        new FactSheet("A costs 90.", "", List.of(Json.tree("{\"score\": 8.5}")), List.of("A1"));
    assertThat(sheet.holds("The NPV is 90.")).isTrue();
  }

  @Test
  void values_of_a_criterion_are_figures_of_its_name() {
    var figures =
        "{\"option_analysis\": {\"North\": {\"npv\": 37.2, \"scores\": {\"五年净现值\": {\"value\": 52}}}}}";
    var sheet = new FactSheet("", "万元", List.of(Json.tree(figures)), List.of("North"));
    assertThat(sheet.holds("净现值为52万元。")).isTrue();
    assertThat(sheet.holds("净现值为37.2万元。")).isTrue();
  }

  @Test
  void an_option_that_is_named_like_a_figure_names_none() {
    var figures = "{\"option_analysis\": {\"低投入方案\": {\"npv\": 37.2, \"outlay\": 90}}}";
    var sheet = new FactSheet("", "万元", List.of(Json.tree(figures)), List.of("低投入方案"));
    assertThat(sheet.holds("低投入方案37.2万元的净现值更高。")).isTrue();
    assertThat(sheet.holds("低投入方案为37.2万元。")).isTrue();
    assertThat(sheet.holds("低投入方案的净现值为90万元。")).isFalse();
  }

  @Test
  void what_was_said_before_bears_out_nothing() {
    var figures = (ObjectNode) Json.tree(FIGURES);
    var sheet = new FactSheet(TEXT, "万元", List.of(figures), List.of("自建团队", "North"));
    figures.put("said", "净现值为320万元。");
    assertThat(sheet.holds("净现值为320万元。")).isFalse();
  }
}

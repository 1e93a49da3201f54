package dev.tutti.application.decision;

import static dev.tutti.application.decision.FigureCases.answer;
import static dev.tutti.application.decision.FigureCases.assertFigure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DecisionFiguresTest {
  private static final String SCORED =
      """
      {'criteria': [
         {'name': '成本', 'weight': 4, 'direction': 'min'}, {'name': '收益', 'weight': 3, 'direction': 'max'},
         {'name': '风险', 'weight': 2, 'direction': 'min'}, {'name': '周期', 'weight': 1, 'direction': 'min'}],
       'options': [
         {'name': '自建', 'values': {'成本': 250, '收益': 400, '风险': 6, '周期': 18}},
         {'name': '外包', 'values': {'成本': 80, '收益': 225, '风险': 4, '周期': 12}},
         {'name': '收购', 'values': {'成本': 1000, '收益': 900, '风险': 8, '周期': 6}},
         {'name': '合资', 'values': {'成本': 160, '收益': 260, '风险': 5, '周期': 10}}]}
      """;
  private static final String UNCERTAIN =
      """
      {'seed': 7, 'options': [
         {'name': 'A', 'cash_flows': [{'low': -320, 'mid': -250, 'high': -220}, {'low': 20, 'mid': 60, 'high': 90},
           {'low': 120, 'mid': 180, 'high': 260}, {'low': 140, 'mid': 220, 'high': 300}]},
         {'name': 'B', 'cash_flows': [-100, {'low': 50, 'high': 90}, 70]}]}
      """;

  @Test
  void options_have_the_finance_of_their_cash_flows() {
    var answer =
        answer(
            """
            {'options': [{'name': '自建', 'cash_flows': [-300, 60, 120, 180, 200], 'discount_rate': 0.1},
                         {'name': '外包', 'cash_flows': [-90, 30, 45, 45, 40], 'discount_rate': 0.1}]}
            """);

    var built = answer.at("/options/自建");
    assertFigure(built.path("npv"), 125.55836349976084, 1e-9);
    assertFigure(built.path("irr"), 0.2482674411647725, 1e-9);
    assertThat(built.path("irr_roots").isNull()).isTrue();
    assertFigure(built.path("payback_discounted"), 3.08085, 1e-9);
    assertFigure(built.path("roi"), 0.8666666666666667, 1e-9);
    assertThat(answer.path("by_npv").asString()).isEqualTo("自建");
    assertThat(answer.path("by_irr").asString()).isEqualTo("外包");
    assertThat(answer.path("ranks_differ").asBoolean()).isTrue();
  }

  @Test
  void scores_stability_and_the_smallest_flip_come_from_the_criteria() {
    var answer = answer(SCORED);

    assertFigure(answer.at("/weights/0/weight"), 0.4, 1e-12);
    assertFigure(answer.at("/weighted_sum/外包"), 6.5, 1e-9);
    assertFigure(answer.at("/topsis/外包"), 0.6472454506145559, 1e-9);
    assertFigure(answer.at("/topsis_minmax/合资"), 0.5778043586384248, 1e-9);
    assertFigure(answer.at("/stability/share_first"), 0.5454, 0.015);
    assertThat(answer.at("/smallest_flip/criterion").asString()).isEqualTo("收益");
    assertFigure(answer.at("/smallest_flip/change"), 0.14005, 1e-4);
    assertThat(answer.path("recommended_option").asString()).isEqualTo("外包");
  }

  @Test
  void a_confidence_below_what_was_wanted_recommends_nothing_and_says_what_would_decide() {
    var answer =
        answer(
            SCORED
                .strip()
                .replaceFirst("}$", ", 'parameters': {'recommendation_confidence': 0.9}}"));

    assertThat(answer.path("recommended_option").isNull()).isTrue();
    assertThat(answer.path("reason").asString()).isEqualTo("no clear winner");
    assertThat(answer.at("/what_would_decide/0/criterion").asString()).isEqualTo("收益");
  }

  @Test
  void less_is_better_where_the_name_of_a_criterion_says_so() {
    var request =
        """
        {"options": [{"name": "A", "values": {"市场风险": 1, "成本节约": 9, "implementation cost": 10}},
                     {"name": "B", "values": {"市场风险": 5, "成本节约": 2, "implementation cost": 90}}],
         "criteria": ["市场风险", "成本节约", "implementation cost"]}\
        """;
    var weights = answer(request).path("weights");
    assertThat(weights.valueStream().map(each -> each.path("direction").asString()))
        .containsExactly("min", "max", "min");
  }

  @Test
  void equal_leaders_tie() {
    var answer =
        answer(
            """
            {'criteria': ['成本', '收益'], 'options': [
               {'name': 'A', 'values': {'成本': 7, '收益': 8}}, {'name': 'B', 'values': {'成本': 7, '收益': 8}},
               {'name': 'C', 'values': {'成本': 9, '收益': 4}}]}
            """);

    assertThat(answer.path("recommended_option").isNull()).isTrue();
    assertThat(answer.path("tied")).hasToString("[\"A\",\"B\"]");
    assertThat(answer.at("/dominated/0/option").asString()).isEqualTo("C");
  }

  @Test
  void a_criterion_without_all_values_compares_nobody_and_lowers_the_confidence() {
    var answer =
        answer(
            """
            {'criteria': [{'name': 'fit', 'weight': 3}, {'name': 'ROI', 'weight': 1}], 'options': [
               {'name': 'A', 'cash_flows': [-100, 90, 90], 'values': {'fit': 8}},
               {'name': 'B', 'cash_flows': [-100, 60, 60]}]}
            """);

    assertThat(answer.at("/left_out/fit/0").asString()).isEqualTo("B");
    assertThat(answer.at("/scores/A/ROI/source").asString()).isEqualTo("computed");
    assertFigure(answer.path("confidence_score"), 0.25, 1e-9);
  }

  @Test
  void losses_with_a_probability_are_expected_and_added_up() {
    var answer =
        answer(
            """
            {'risks': [{'name': 'strike', 'probability': 0.1, 'loss': 50}],
             'criteria': ['expected loss', 'ROI'],
             'options': [
               {'name': 'A', 'cash_flows': [-100, 90, 90], 'risks': [
                  {'name': 'delay', 'probability': 0.2, 'loss': 40, 'source': 'judged'},
                  {'name': 'fine', 'likelihood': 2, 'impact': 5, 'probability': 0.01, 'loss': 300}]},
               {'name': 'B', 'cash_flows': [-100, 60, 60], 'risks': [{'name': 'delay', 'probability': 0.5, 'loss': 30}]}]}
            """);

    var own = answer.at("/options/A");
    assertFigure(own.path("expected_loss"), 11, 1e-9);
    assertFigure(own.at("/expected_losses/0/expected_loss"), 8, 1e-9);
    assertThat(own.at("/expected_losses/0/source").asString()).isEqualTo("judged");
    assertThat(own.at("/expected_losses/1/source").asString()).isEqualTo("given");
    assertThat(own.path("products")).hasToString("{\"fine\":10}");
    assertThat(answer.at("/options/B").has("products")).isFalse();
    assertFigure(answer.path("expected_loss"), 5, 1e-9);
    assertThat(answer.at("/scores/A/expected loss/source").asString()).isEqualTo("computed");
    assertFigure(answer.at("/scores/A/expected loss/score"), 10, 1e-9);
    assertThat(answer.at("/weights/0/direction").asString()).isEqualTo("min");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name': 'a', 'probability': 0.5}                | risks[0].loss
          {'name': 'a', 'loss': 5}                         | risks[0].probability
          {'name': 'a', 'probability': 1.5, 'loss': 5}     | risks[0].probability
          {'name': 'a', 'probability': 0.5, 'loss': -5}    | risks[0].loss
          {'name': 'a'}                                    | risks[0].likelihood
          {'name': 'a', 'probability': 0.5, 'loss': 5, 'impact': 2} | risks[0].likelihood
          """)
  void a_risk_of_which_half_is_missing_is_refused(String risk, String place) {
    assertThatThrownBy(() -> answer("{'risks': [" + risk + "]}")).hasMessageContaining(place);
  }

  @Test
  void simulation_is_the_same_on_any_number_of_threads() throws Exception {
    try (var one = new ForkJoinPool(1);
        var many = new ForkJoinPool(7)) {
      var drawn = UNCERTAIN.replaceFirst("\\{", "{'parameters': {'charts': true}, ");
      var single = one.submit(() -> Json.text(answer(drawn))).get();
      assertThat(single).contains("<svg ");
      assertThat(many.submit(() -> Json.text(answer(drawn))).get()).isEqualTo(single);
      assertThat(Json.text(answer(drawn.replace("'seed': 7", "'seed': 8")))).isNotEqualTo(single);
    }
  }

  @Test
  void uncertain_flows_have_ends_and_a_simulation() {
    var option = answer(UNCERTAIN).at("/options/A");

    assertFigure(option.at("/monte_carlo/mean"), 113.168, 1.53);
    assertFigure(option.at("/monte_carlo/quantiles/P95"), 176.06, 3.1);
    assertThat(option.at("/scenarios/low/npv").asDouble())
        .isLessThan(option.at("/scenarios/high/npv").asDouble());
    assertFigure(option.at("/scenarios/mid/npv"), option.path("npv").asDouble(), 0);
  }

  @Test
  void inputs_alone_are_cash_flows_year_by_year() {
    var answer =
        answer(
            """
            {'monte_carlo': {'distribution': 'triangular', 'inputs': {
               'outlay': {'low': -320, 'mid': -250, 'high': -220}, 'year1': {'low': 20, 'mid': 60, 'high': 90},
               'year2': {'low': 120, 'mid': 180, 'high': 260}, 'year3': {'low': 140, 'mid': 220, 'high': 300}}}}
            """);

    assertFigure(answer.path("mean"), 107.74, 1.69);
    assertFigure(answer.path("sd"), 42.137, 1.69);
    assertFigure(answer.path("p_npv_negative"), 0.0046, 0.02);
  }

  @Test
  void sensitivity_orders_inputs_by_their_swing_and_finds_where_nothing_is_left() {
    var answer =
        answer(
            """
            {'sensitivity': {'base': {'outlay': 250, 'price': 12, 'volume': 20, 'unit_cost': 5}, 'range': 0.2,
               'cash_flows': ['-outlay', '(price - unit_cost) * volume', '(price - unit_cost) * volume',
                 '(price - unit_cost) * volume'], 'discount_rate': 0.1}}
            """);

    assertFigure(answer.path("base"), 98.15927873779108, 1e-9);
    assertThat(answer.path("order")).hasToString("[\"price\",\"volume\",\"outlay\",\"unit_cost\"]");
    assertFigure(answer.at("/tornado/price/low"), -21.20961682945152, 1e-9);
    assertFigure(answer.at("/break_even/price"), 10.026435045317221, 1e-6);
  }

  @Test
  void outcomes_risks_and_plans_have_their_figures() {
    var answer =
        answer(
            """
            {'options': [{'name': 'A', 'outcomes': [{'probability': 0.5, 'value': 200},
               {'probability': 0.3, 'value': 50}, {'probability': 0.2, 'value': -150}]}],
             'risks': [{'name': 'R0', 'likelihood': 2, 'impact': 5}, {'name': 'R1', 'likelihood': 4, 'impact': 3}],
             'plan': [{'id': 'P1', 'days': 30}, {'id': 'P2', 'days': 45, 'needs': ['P1']},
               {'id': 'P3', 'days': 20, 'needs': ['P1']}, {'id': 'P4', 'days': 10, 'needs': ['P2', 'P3']}],
             'deadline_days': 80}
            """);

    assertFigure(answer.path("expected_value"), 85, 1e-9);
    assertFigure(answer.path("sd"), 134.25721582097552, 1e-9);
    assertFigure(answer.path("max_product"), 12, 0);
    assertFigure(answer.path("risk_score"), 4.8, 1e-9);
    assertFigure(answer.path("duration_critical_path"), 85, 0);
    assertThat(answer.path("critical")).hasToString("[\"P1\",\"P2\",\"P4\"]");
    assertThat(answer.path("deadline_met").asBoolean()).isFalse();
  }

  @Test
  void phases_that_need_each_other_are_named() {
    var answer =
        answer(
            """
            {'plan': [{'id': 'A', 'days': 5, 'needs': ['C']}, {'id': 'B', 'days': 5, 'needs': ['A']},
               {'id': 'C', 'days': 5, 'needs': ['B']}, {'id': 'D', 'days': 5, 'needs': ['C']}]}
            """);

    assertThat(answer.path("cycle")).hasToString("[\"A\",\"B\",\"C\"]");
  }

  @Test
  void what_is_promised_is_held_against_what_is_computed() {
    var answer =
        answer(
            """
            {'budget': 90, 'options': [{'name': 'A', 'cash_flows': [-100, 60, 60],
               'stated': {'roi': 0.5, 'payback': 1.67}}]}
            """);

    assertThat(answer.path("contradictions"))
        .extracting(each -> each.path("kind").asString())
        .containsExactly("budget_exceeded", "roi_wrong");
  }

  @Test
  void options_that_all_lose_money_are_not_recommended() {
    var answer =
        answer(
            """
            {'options': [{'name': 'A', 'cash_flows': [-100, 50]}, {'name': 'B', 'cash_flows': [-100, 20]}]}
            """);

    assertThat(answer.path("recommended_option").isNull()).isTrue();
    assertThat(answer.path("reason").asString()).contains("loses money");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'options': [{'cash_flows': [1]}]} | options[0].name",
        "{'options': [{'name': 'A', 'cash_flows': []}]} | options[0].cash_flows",
        "{'options': [{'name': 'A', 'cash_flows': ['x']}]} | options[0].cash_flows[0]",
        "{'options': [{'name': 'A', 'cash_flows': [1e300]}]} | options[0].cash_flows[0]",
        "{'options': [{'name': 'A'}, {'name': 'A'}]} | options[1].name",
        "{'options': [{'name': 'A', 'cash_flows': [1], 'discount_rate': -1}]} |"
            + " options[0].discount_rate",
        "{'options': [{'name': 'A', 'cash_flows': [{'low': 2, 'high': 1}]}]} |"
            + " options[0].cash_flows[0].low",
        "{'criteria': [{'name': 'a', 'weight': 1}, 'b']} | criteria",
        "{'criteria': [{'name': 'a', 'direction': 'up'}]} | criteria[0].direction",
        "{'risks': [{'name': 'R', 'likelihood': 6, 'impact': 1}]} | risks[0].likelihood",
        "{'plan': [{'id': 'A', 'days': 1, 'needs': ['B']}]} | plan[0].needs",
        "{'monte_carlo': {'distribution': 'normal'}} | monte_carlo.distribution",
        "{'monte_carlo': {'draws': 1000000}} | monte_carlo.draws",
        "{'sensitivity': {'base': {'a': 1}}} | sensitivity.cash_flows",
        "{'text': 5} | text",
      })
  void wrong_members_are_refused_with_their_place(String request, String place) {
    assertThatThrownBy(() -> answer(request))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.param()).contains(place));
  }

  private static String correlated(String correlation) {
    return """
    {'seed': 3, 'monte_carlo': {'inputs': {'price': {'low': 8, 'high': 12}, 'volume': {'low': 80, 'high': 120}},
       'cash_flows': [-900, 'price * volume'], 'distribution': 'triangular'%s}}
    """
        .formatted(correlation);
  }

  @Test
  void inputs_that_rise_together_widen_what_may_happen_and_keep_their_distribution() {
    var free = answer(correlated(""));
    var together =
        answer(correlated(", 'correlations': [{'a': 'price', 'b': 'volume', 'correlation': 0.8}]"));
    var apart =
        answer(
            correlated(", 'correlations': [{'a': 'price', 'b': 'volume', 'correlation': -0.8}]"));
    assertThat(together.path("sd").asDouble()).isGreaterThan(free.path("sd").asDouble() * 1.25);
    assertThat(apart.path("sd").asDouble()).isLessThan(free.path("sd").asDouble() * 0.6);
    // the product of two means and their covariance, discounted by one year
    double covariance = 0.8 * Math.sqrt(16.0 / 24) * Math.sqrt(1600.0 / 24);
    assertFigure(together.path("mean"), -900 + (1000 + covariance) / 1.1, 2);
    assertThat(together.path("assumptions").toString())
        .contains("rank correlation of price and volume");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'a': 'price', 'b': 'cost', 'correlation': 0.5}] | correlations[0].b",
        "[{'a': 'price', 'b': 'price', 'correlation': 0.5}] | correlations[0].b",
        "[{'a': 'price', 'b': 'volume', 'correlation': 2}] | correlations[0].correlation",
        "[{'a': 'price', 'b': 'volume', 'correlation': 1}] | positive definite"
      })
  void correlations_that_cannot_be_are_refused(String correlations, String place) {
    assertThatThrownBy(() -> answer(correlated(", 'correlations': " + correlations)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(place);
  }

  @Test
  void charts_show_what_was_computed() {
    var answer = answer(UNCERTAIN.replaceFirst("\\{", "{'parameters': {'charts': true}, "));
    assertThat(answer.path("charts").valueStream().map(each -> each.path("id").asString()))
        .containsExactly("values", "simulation", "tornado");
    assertThat(answer.path("charts").valueStream().map(each -> each.path("svg").asString()))
        .allSatisfy(
            svg ->
                assertThat(svg)
                    .startsWith("<svg ")
                    .contains("prefers-color-scheme: dark")
                    .doesNotContain("NaN"));
    assertThat(
            answer(SCORED.replaceFirst("\\{", "{'parameters': {'charts': true}, "))
                .path("charts")
                .valueStream()
                .map(each -> each.path("id").asString()))
        .containsExactly("scores", "criteria");
  }

  @Test
  void ranked_risks_are_drawn_in_a_matrix_the_largest_first() {
    var answer =
        answer(
            """
            {'parameters': {'charts': true}, 'language': 'en', 'risks': [{'name': 'strike', 'likelihood': 1, 'impact': 5}],
             'options': [{'name': 'A', 'cash_flows': [-100, 70, 60], 'risks': [
               {'name': 'delay', 'likelihood': 5, 'impact': 4}, {'name': 'fine', 'probability': 0.1, 'loss': 5}]}]}
            """);
    assertThat(answer.at("/options/A/risk_ranks/0/likelihood").asInt()).isEqualTo(5);
    var chart =
        answer
            .path("charts")
            .valueStream()
            .filter(DecisionFiguresTest::isRisks)
            .findFirst()
            .orElseThrow();
    assertThat(chart.at("/spec/risks").valueStream().map(each -> each.path("name").asString()))
        .containsExactly("A: delay", "strike");
    assertThat(chart.path("svg").asString())
        .contains(">1  A: delay<", ">2  strike<", ">likelihood<", ">impact<")
        .doesNotContain("fine");
  }

  private static boolean isRisks(JsonNode chart) {
    return chart.path("id").asString("").equals("risks");
  }
}

package dev.tutti.application.decision;

import static dev.tutti.application.decision.FigureCases.assertFigure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TextOptionsTest {
  static final String EXPANSION =
      """
      战略决策：市场扩张

      背景：
      我们的SaaS公司（当前收入：1500万元/年）正在考虑进入欧洲市场。
      我们在北美有强大的产品市场匹配，客户满意度85%，月流失率15%。

      扩张选项：
      1. 直销方式：在英国、德国、法国雇佣本地销售团队
         - 预估投资：第一年250万元
         - 预计收入：第二年底300-500万元
         - 风险级别：中高

      2. 合作伙伴渠道策略：与本地系统集成商合作
         - 预估投资：第一年80万元
         - 预计收入：第二年底150-300万元
         - 风险级别：中等

      3. 收购策略：收购欧洲竞争对手
         - 预估投资：800-1200万元
         - 预计收入：400-600万元立即+增长
         - 风险级别：高

      约束条件：
      - 可用资本：1000万元
      - 时间线：必须在18个月内显示结果
      - 当前团队：45名员工（其中8名销售）
      - 监管：需要GDPR合规

      市场情报：
      - 欧洲SaaS市场年增长22%
      - 已有3个主要竞争对手
      - 平均客户获取成本：1200欧元
      - 平均交易规模：年费35000欧元
      """;

  @Test
  void a_list_of_options_becomes_cash_flows_in_the_printed_unit() {
    var read = TextOptions.read(EXPANSION, Json.object());

    assertThat(read.unit()).isEqualTo("万元");
    assertThat(read.options())
        .extracting(each -> each.path("name").asString())
        .containsExactly("直销方式", "合作伙伴渠道策略", "收购策略");
    assertThat(read.options())
        .extracting(each -> each.path("risk_level").asInt())
        .containsExactly(4, 3, 5);
    assertThat(read.options().path(0).path("cash_flows"))
        .hasToString(
            "[-250.0,0.0,{\"low\":300.0,\"mid\":400.0,\"high\":500.0},{\"low\":300.0,\"mid\":400.0,\"high\":500.0}]");
    assertThat(read.assumptions())
        .extracting(each -> each.path("text").asString())
        .containsExactly("horizon_years", "margin", "growth", "discount_rate");
  }

  @Test
  void figures_of_the_list_are_those_of_its_ends() {
    ObjectNode request = Json.object();
    request.set("options", TextOptions.read(EXPANSION, Json.object()).options());
    var options = DecisionFigures.of(request).path("options");

    assertFigure(options.at("/直销方式/npv"), 381.1044327573252, 1e-9);
    assertFigure(options.at("/直销方式/scenarios/low/irr"), 0.4283344690027857, 1e-9);
    assertFigure(options.at("/收购策略/scenarios/low/npv"), -205.2592036063112, 1e-9);
    assertFigure(options.at("/合作伙伴渠道策略/roi"), 4.625, 1e-9);
  }

  @Test
  void losses_whose_probability_is_stated_are_expected() {
    var read =
        TextOptions.read(
            "方案一投入150万元，今后三年每年净流入70万元，有20%的概率损失50万元，5%的概率损失300万元。"
                + "方案二投入50万元，今后三年每年净流入30万元；损失10万元的概率为5%。",
            Json.object());
    var first = read.options().path(0).path("risks");
    assertThat(first).hasSize(2);
    assertThat(first.path(1).path("probability").asDouble()).isEqualTo(0.05);
    assertThat(first.path(1).path("loss").asDouble()).isEqualTo(300);
    assertThat(read.options().path(1).at("/risks/0/loss").asDouble()).isEqualTo(10);
    assertThat(read.options().path(1).at("/risks/0/name").asString()).startsWith("方案二投入50万元");

    ObjectNode request = Json.object();
    request.set("options", read.options());
    var options = DecisionFigures.of(request).path("options");
    assertFigure(options.at("/方案一/expected_loss"), 25, 1e-9);
    assertFigure(options.at("/方案二/expected_loss"), 0.5, 1e-9);
  }

  @Test
  void a_probability_may_stand_in_brackets() {
    var read =
        TextOptions.read(
            "方案一投入150万元，今后三年每年净流入70万元，有一定概率（20%）损失50万元。方案二投入50万元，今后三年每年净流入30万元。", Json.object());
    var risks = read.options().path(0).path("risks");
    assertThat(risks).hasSize(1);
    assertThat(risks.at("/0/probability").asDouble()).isEqualTo(0.2);
    assertThat(risks.at("/0/loss").asDouble()).isEqualTo(50);
  }

  @Test
  void what_is_avoided_or_has_no_probability_is_no_loss() {
    var read =
        TextOptions.read(
            "方案一投入150万元，今后三年每年净流入70万元，有20%的概率避免损失50万元。方案二投入50万元，每年净流入30万元，可能损失20万元。",
            Json.object());
    assertThat(read.options()).hasSize(2).noneMatch(each -> each.has("risks"));

    var english =
        TextOptions.read(
            "Plan A costs $2 million and returns $1 million a year for 4 years. There is a 10%"
                + " chance of losing $500,000.",
            Json.object());
    assertThat(english.options().path(0).at("/risks/0/probability").asDouble()).isEqualTo(0.1);
  }

  @Test
  void growth_and_margin_are_assumed_as_they_are_given() {
    ObjectNode assumed = Json.object().put("horizon_years", 2).put("growth", 0.22);
    ObjectNode request = Json.object();
    request.set("options", TextOptions.read(EXPANSION, assumed).options());

    assertFigure(
        DecisionFigures.of(request).at("/options/收购策略/scenarios/high/npv"), 350.41322314, 1e-6);
  }

  @Test
  void prose_with_years_needs_no_horizon() {
    var read =
        TextOptions.read(
            "方案二投入150万元，今后三年每年净流入70万元。Plan B costs $2 million and returns $900,000 a year for 4"
                + " years.",
            Json.object());

    assertThat(read.options().path(0).path("cash_flows"))
        .hasToString("[-1500000.0,700000.0,700000.0,700000.0]");
    assertThat(read.options().path(1).path("name").asString()).isEqualTo("Plan B");
    assertThat(read.options().path(1).path("cash_flows").size()).isEqualTo(5);
  }

  @Test
  void a_text_without_options_has_none() {
    assertThat(TextOptions.read("今天天气很好。", Json.object()).options()).isEmpty();
  }

  private static String flows(String text, int option) {
    return TextOptions.read(text, Json.object())
        .options()
        .path(option)
        .path("cash_flows")
        .toString();
  }

  @Test
  void options_in_different_units_are_brought_to_one() {
    var text = "方案一投入1.5亿元，今后两年每年净流入9000万元。方案二投入8000万元，今后两年每年净流入5000万元。";
    assertThat(TextOptions.read(text, Json.object()).unit()).isEqualTo("元");
    assertThat(flows(text, 0)).isEqualTo("[-1.5E8,9.0E7,9.0E7]");
    assertThat(flows(text, 1)).isEqualTo("[-8.0E7,5.0E7,5.0E7]");
  }

  @Test
  void english_amounts_keep_their_unit() {
    var english = "Option A costs $2 million upfront and brings $1.5 million a year for two years.";
    assertThat(TextOptions.read(english, Json.object()).unit()).isEqualTo("million USD");
    assertThat(flows(english, 0)).isEqualTo("[-2.0,1.5,1.5]");
  }

  @Test
  void income_of_each_year_of_all_years_and_costs_of_a_year_are_told_apart() {
    assertThat(flows("方案一投入600万元，第一年净流入100万元，第二年净流入200万元，第三年净流入400万元。", 0))
        .isEqualTo("[-600.0,100.0,200.0,400.0]");
    assertThat(flows("方案一投入1000万元，五年累计净流入1500万元。", 0))
        .isEqualTo("[-1000.0,300.0,300.0,300.0,300.0,300.0]");
    assertThat(flows("方案一投入600万元，今后两年每年收入500万元，每年运营成本100万元。", 0)).isEqualTo("[-600.0,400.0,400.0]");
    assertThat(
            flows(
                "Plan A needs an investment of $600,000 and saves costs of $400,000 a year for two"
                    + " years.",
                0))
        .isEqualTo("[-600000.0,400000.0,400000.0]");
  }

  @Test
  void options_may_be_lettered_and_a_budget_of_all_is_none_of_them() {
    var text = "A. 自建工厂\n   - 投资：2000万元\n   - 年收益：500万元\nB. 外包生产\n   - 投资：300万元\n   - 年收益：80万元\n";
    assertThat(TextOptions.read(text, Json.object()).options())
        .extracting(each -> each.path("name").asString())
        .containsExactly("自建工厂", "外包生产");
    var english =
        TextOptions.read(
            "Plan B: invest $5 million, annual profit $1 million. The budget is $4 million.",
            Json.object());
    assertThat(english.budget()).isEqualTo(4.0);
    assertThat(english.options().path(0).path("cash_flows").path(0).asDouble()).isEqualTo(-5.0);
  }

  @Test
  void risk_is_read_where_it_stands_before_the_word_and_not_where_it_is_lowered() {
    var text = "项目甲投资2000万元，每年利润300万元，属于高风险项目。项目乙投资1500万元，每年利润250万元，有助于降低风险。";
    var options = TextOptions.read(text, Json.object()).options();
    assertThat(options.path(0).path("risk_level").asInt()).isEqualTo(5);
    assertThat(options.path(1).has("risk_level")).isFalse();
  }
}

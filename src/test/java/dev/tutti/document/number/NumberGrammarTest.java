package dev.tutti.document.number;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberGrammarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2024年营业收入12.5亿元;absolute;1250000000",
        "注册资本为1亿2000万元。;absolute;120000000",
        "奖金池为一百二十三点五万元。;absolute;1235000",
        "投资收益为(195)万元;absolute;-1950000",
        "净利润同比下降12.4%。;percent;-0.124",
        "毛利率同比下降1.2个百分点。;points;-0.012",
        "LPR较上月上调10BP。;points;0.001",
        "用户规模增长了两倍。;multiple;3",
        "用户规模增长到2倍。;multiple;2",
        "产值翻两番。;multiple;4",
        "产能利用率仅六成五。;percent;0.65",
        "毛利率为４５．６％。;percent;0.456",
        "Operating loss of $(3,210) thousand.;absolute;-3210000",
        "Gross margin: (4.5)%;percent;-0.045",
        "Market cap exceeded $1.1tn.;absolute;1100000000000",
        "Bookings tripled from last year.;multiple;3",
        "營業收入為3億5千萬元。;absolute;350000000",
        "注册资本壹佰贰拾万元。;absolute;1200000",
        "投资额为300多万元。;absolute;3000000",
        "人口两千三百万。;absolute;23000000",
        "Turnover of A$45m.;absolute;45000000",
        "Fees of CHF 1.2 million.;absolute;1200000",
        "毛利率▼5.2%;percent;-0.052",
        "Net sales decreased 12%.;percent;-0.12",
        "The market grew to $12 million.;absolute;12000000",
        "2024H1 revenue was $5 million.;absolute;5000000",
        "1H24 revenue was $5 million.;absolute;5000000",
        "2024Q3 revenue was $5 million.;absolute;5000000",
        "In the second half of 2024 revenue was $5 million.;absolute;5000000"
      })
  void numbers_are_read_in_their_base_unit(String text, String kind, String value) {
    assertThat(NumberGrammar.read(text))
        .singleElement()
        .satisfies(
            number -> {
              assertThat(number.kind().word()).isEqualTo(kind);
              assertThat(number.amount()).isEqualByComparingTo(value);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "预计收入3-5亿元。;300000000;500000000",
        "Capex of €1.5–2.0bn expected.;1500000000;2000000000",
        "涨幅为5～8个百分点。;0.05;0.08",
        "占比为三至五成。;0.3;0.5",
        "投资三至五亿元。;300000000;500000000",
        "投资三至五百万元。;3000000;5000000",
        "投资十五到二十万元。;150000;200000",
        "提高五至八个百分点。;0.05;0.08",
        "利率介于5%和7%之间。;0.05;0.07",
        "Growth of 5 to 7 percent.;0.05;0.07"
      })
  void ranges_share_the_scale_and_the_unit_of_their_upper_end(
      String text, String low, String high) {
    assertThat(NumberGrammar.read(text))
        .singleElement()
        .satisfies(
            number -> {
              var value = requireNonNull(number.value());
              assertThat(value.low()).isEqualByComparingTo(low);
              assertThat(value.high()).isEqualByComparingTo(high);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "请见第三章第2节。",
        "联系电话：010-62781234。",
        "2024年3月15日发布。",
        "Version 2.4.1 was released.",
        "千万不要泄露密码。",
        "1. Introduction",
        "数十亿元的投资。",
        "We are certified by ISO 9001.",
        "2023/24财年报告",
        "通过ISO9001认证，执行GB/T 19001-2016。",
        "24/7 support",
        "第1-3季度",
        "The 21st century began.",
        "They came 3rd and 4th.",
        "Due on 15 March 2024.",
        "Due on 12/31/2024.",
        "The server is at 192.168.0.1.",
        "Call (212) 555-0147.",
        "客服电话400-800-1234。",
        "会议于9点30分开始。",
        "下午3点开会。",
        "卡号：6222 0212 3456 7890",
        "我们提供7×24小时服务。",
        "See Notes 12 and 13.",
        "See Exhibit 10.1 and Tables 3-5.",
        "见表2-1和图3。",
        "详见附注5。",
        "Phase 2 begins.",
        "Ticket #4711 is closed.",
        "这是一台4K电视。"
      })
  void dates_ordinals_and_identifiers_are_no_quantities(String text) {
    assertThat(NumberGrammar.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "前五大客户（占比35%）与上年持平，毛利率（35%）较高。;0.35",
        "最大客户的份额（３５％）没有变化。;0.35",
        "The largest customer (35%) stayed.;0.35",
        "Churn was low (1.5 %), as planned.;0.015",
        "Our success rate (-2%) was poor.;-0.02",
        "收入明显下降（10%）。;-0.10",
        "Revenue rose strongly (10%).;0.10",
        "Revenue fell again (10%).;-0.10",
        "(10%) of all customers left.;0.10",
        "毛利率(%): 35%;0.35"
      })
  void a_percentage_in_brackets_of_a_running_text_keeps_its_sign(String text, String value) {
    assertThat(NumberGrammar.read(text).getLast().amount()).isEqualByComparingTo(value);
  }

  @Test
  void a_share_in_brackets_is_read_beside_another_percentage() {
    var text = "The ten largest customers represented 49% (53%) of the trade receivables.";
    assertThat(NumberGrammar.read(text))
        .extracting(each -> each.raw(text))
        .containsExactly("49%", "53%");
    assertThat(NumberGrammar.read(text).getLast().amount()).isEqualByComparingTo("0.53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(2.1%)",
        "Change: (2.1%)",
        "Operating margin\t3.0%\t(2.1%)\t",
        "| Hardware | 3,178 | (2.1%) |",
        "Hardware,3178,(2.1%)",
        "Hardware 3,178 3,246 (2.1%)",
        "Change (2.1%)",
        "同比变动（2.1%）",
        "Operating margin was (2.1%), a disappointment.",
        "The margin fell to about (2.1%) in 2024.",
        "营业利润率为（2.1%），低于预期。",
        "Margins were (3.0%) and (2.1%).",
        "营业利润率分别为(3.0%)和(2.1%)。",
        "Operating margin (3.0%) (2.1%)"
      })
  void a_percentage_in_brackets_is_negative_where_accounts_write_it_so(String text) {
    assertThat(NumberGrammar.read(text).getLast().amount()).isEqualByComparingTo("-0.021");
  }

  @Test
  void amounts_in_brackets_stay_negative_in_running_text() {
    assertThat(NumberGrammar.read("Investment income was $(146) thousand.").getFirst().amount())
        .isEqualByComparingTo("-146000");
    assertThat(NumberGrammar.read("净利润(93)万元不及预期。").getFirst().amount())
        .isEqualByComparingTo("-930000");
  }

  @Test
  void a_dash_is_missing_and_nil_is_zero() {
    assertThat(NumberGrammar.read("商誉减值：——").getFirst().kind()).isEqualTo(NumberKind.MISSING);
    assertThat(NumberGrammar.read("Impairment: nil").getFirst().amount()).isEqualByComparingTo("0");
  }

  @Test
  void a_caption_scales_bare_numbers_and_a_row_makes_its_exception() {
    var caption = "单位：万元";
    var scaled = NumberGrammar.cell("1,234.56", NumberSurroundings.of(caption, "营业收入"));
    var people = NumberGrammar.cell("1,205", NumberSurroundings.of(caption, "员工人数（人）"));
    assertThat(requireNonNull(scaled).amount()).isEqualByComparingTo("12345600");
    assertThat(requireNonNull(people).amount()).isEqualByComparingTo("1205");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2024年上半年收入5亿元;2024H1",
        "下半年收入5亿元;H2",
        "2024H1 revenue was $5m;2024H1",
        "Revenue was $5m in H1 2024;2024H1",
        "Revenue was $5m in the second half of 2023;2023H2",
        "In the first half revenue was $5m;H1",
        "1H24 revenue was $5m;2024H1"
      })
  void halves_of_years_are_periods(String text, String period) {
    assertThat(NumberGrammar.read(text).getFirst().sense().period()).isEqualTo(period);
  }

  @Test
  void a_half_of_something_else_is_no_period() {
    assertThat(PeriodGrammar.find("the first half of the budget")).isEmpty();
  }

  @Test
  void what_is_more_than_it_says_is_bounded() {
    assertThat(NumberGrammar.read("投资额为300多万元。").getFirst().sense().bound()).isEqualTo("over");
  }
}

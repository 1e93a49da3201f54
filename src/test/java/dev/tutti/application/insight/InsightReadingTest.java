package dev.tutti.application.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.format.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms in which people write tables and sentences of numbers. */
class InsightReadingTest {
  private static ObjectNode csv(String content) {
    try (var documents = new DocumentReader(1, Duration.ofSeconds(10))) {
      var document = documents.read("a.csv", content.getBytes(StandardCharsets.UTF_8));
      return InsightComputation.of("a.csv", document, Json.object());
    }
  }

  private static String periods(JsonNode series) {
    return String.join(" ", series.path("periods").valueStream().map(JsonNode::asString).toList());
  }

  private static List<Double> values(JsonNode series) {
    return series.path("values").valueStream().map(each -> each.asDouble(-1)).toList();
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("年份,月份,销售额\n2023,11,1\n2023,12,2\n2024,1,3\n", "2023-11 2023-12 2024-01"),
        Arguments.of(
            "month,year,sales\nNov,2023,1\nDec,2023,2\nJan,2024,3\n", "2023-11 2023-12 2024-01"),
        Arguments.of("年度,季度,收入\n2023,Q3,1\n2023,Q4,2\n2024,Q1,3\n", "2023Q3 2023Q4 2024Q1"),
        Arguments.of(
            "序号,月份,销售额\n1,2024年1月,1\n2,2024年2月,2\n3,2024年3月,3\n", "2024-01 2024-02 2024-03"),
        Arguments.of("月份,销售额\n1,1\n2,2\n3,3\n", "M01 M02 M03"),
        Arguments.of("期间,收入\n2023上半年,1\n2023年下半年,2\n2024上半年,3\n", "2023H1 2023H2 2024H1"),
        Arguments.of("period,sales\n1H23,1\n2H23,2\nH1 2024,3\n", "2023H1 2023H2 2024H1"),
        Arguments.of("年度,半年,收入\n2023,上半年,1\n2023,下半年,2\n2024,上半年,3\n", "2023H1 2023H2 2024H1"),
        Arguments.of(
            "date,sales\n2023-06-30,1\n2023-12-31,2\n2024-06-30,3\n", "2023H1 2023H2 2024H1"),
        Arguments.of("周,访问量\n第1周,1\n第2周,2\n第3周,3\n", "1 2 3"));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void periods_are_read_however_they_are_written(String table, String periods) {
    var series = csv(table).path("series");
    assertThat(series.size()).isEqualTo(1);
    assertThat(periods(series.path(0))).isEqualTo(periods);
    assertThat(values(series.path(0))).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void a_first_row_without_a_value_is_no_header() {
    var series = csv("月份,销售额\n2024年1月,-\n2024年2月,92\n2024年3月,110\n").at("/series/0");
    assertThat(series.path("name").asString()).isEqualTo("销售额");
    assertThat(periods(series)).isEqualTo("2024-01 2024-02 2024-03");
  }

  @Test
  void a_half_and_a_year_that_run_from_its_beginning_are_two_halves() {
    var json = csv("期间,收入\n2023上半年,100\n2023全年,220\n2024上半年,130\n2024全年,300\n");
    var series = json.at("/series/0");
    assertThat(periods(series)).isEqualTo("2023H1 2023H2 2024H1 2024H2");
    assertThat(values(series)).containsExactly(100.0, 120.0, 130.0, 170.0);
    assertThat(series.path("frequency").asString()).isEqualTo("half_yearly");
    assertThat(json.at("/full_year/y2024").asDouble()).isEqualTo(300.0);
    assertThat(json.at("/yoy/0").asDouble()).isEqualTo(0.3, within(1e-9));
  }

  @Test
  void halves_beside_quarters_years_or_months_are_not_counted_again() {
    var quarters = csv("期间,收入\n2024年一季度,1\n2024年上半年,3\n2024年前三季度,6\n2024年全年,10\n").at("/series/0");
    assertThat(periods(quarters)).isEqualTo("2024Q1 2024Q2 2024Q3 2024Q4");
    assertThat(values(quarters)).containsExactly(1.0, 2.0, 3.0, 4.0);

    var years = csv("期间,收入\n2022年,1\n2023年,2\n2024年上半年,3\n").at("/series/0");
    assertThat(periods(years)).isEqualTo("2022 2023");

    var rows = csv("项目,2023H1,2023H2,2023年\n收入,1,2,3\n成本,4,5,9\n").at("/series/0");
    assertThat(periods(rows)).isEqualTo("2023H1 2023H2");

    var months = csv("期间,收入\n2024年5月,1\n2024年6月,2\n2024年上半年,9\n2024年7月,3\n").at("/series/0");
    assertThat(periods(months)).isEqualTo("2024-05 2024-06 2024-07");
  }

  static Stream<Arguments> sentences() {
    return Stream.of(
        Arguments.of(
            "2022年、2023年和2024年收入分别为10亿元、12亿元和15亿元。", "2022 2023 2024", List.of(10.0, 12.0, 15.0)),
        Arguments.of(
            "Revenue rose from $10 million in 2021 to $15 million in 2023.",
            "2021 2023",
            List.of(10.0, 15.0)),
        Arguments.of(
            "用户数从2022年的100万增加到2023年的150万，2024年达到230万。",
            "2022 2023 2024",
            List.of(100.0, 150.0, 230.0)),
        Arguments.of(
            "Sales in Q1, Q2 and Q3 2024 were 10, 12 and 15 million, respectively.",
            "2024Q1 2024Q2 2024Q3",
            List.of(10.0, 12.0, 15.0)),
        Arguments.of("2022年全年收入100亿元，2023年全年收入110亿元。", "2022 2023", List.of(100.0, 110.0)),
        Arguments.of(
            "2024年1月、2月、3月销量分别为85、92和110台。", "2024-01 2024-02 2024-03", List.of(85.0, 92.0, 110.0)),
        Arguments.of(
            "Sales in Q1, Q2 and Q3 2024 were $10 million, $12 million and $15 million,"
                + " respectively.",
            "2024Q1 2024Q2 2024Q3",
            List.of(10.0, 12.0, 15.0)),
        Arguments.of(
            "The market may decide. Revenue in Jan 2024 was $5 million, in Feb 2024 $6 million.",
            "2024-01 2024-02",
            List.of(5.0, 6.0)));
  }

  static Stream<Arguments> halves() {
    return Stream.of(
        Arguments.of(
            "2023年上半年收入500万元，下半年收入600万元，全年1100万元。2024年上半年收入650万元。",
            "2023H1 2023H2 2024H1",
            List.of(500.0, 600.0, 650.0)),
        Arguments.of(
            "Revenue was $5 million in H1 2023, $6 million in H2 2023 and $7 million in the first"
                + " half of 2024.",
            "2023H1 2023H2 2024H1",
            List.of(5.0, 6.0, 7.0)),
        Arguments.of(
            "2022年收入100亿元，2023年收入110亿元，2024年上半年收入60亿元。", "2022 2023", List.of(100.0, 110.0)));
  }

  @ParameterizedTest
  @MethodSource({"sentences", "halves"})
  void lists_of_periods_and_of_numbers_belong_together(
      String text, String periods, List<Double> values) {
    var series = InsightComputation.of(text, Json.object()).at("/series/0");
    assertThat(periods(series)).isEqualTo(periods);
    assertThat(values(series)).isEqualTo(values);
  }

  static Stream<Arguments> englishSentences() {
    var quarters = "2023Q1 2023Q2 2023Q3 2023Q4 2024Q1 2024Q2";
    var values = List.of(305.0, 345.0, 315.0, 243.0, 356.0, 382.0);
    return Stream.of(
        Arguments.of(
            "In 2023, revenue for the first to fourth quarters was $305 thousand, $345 thousand,"
                + " $315 thousand and $243 thousand respectively; in Q1 2024 revenue was $356"
                + " thousand, rising to $382 thousand in Q2.",
            quarters,
            values),
        Arguments.of(
            "Revenue in Q1 to Q4 2023 was $305k, $345k, $315k and $243k; in 2024 Q1 it was $356k,"
                + " Q2 rose to $382k.",
            quarters,
            values),
        Arguments.of(
            "Revenue of the four quarters of 2023 was $305k, $345k, $315k and $243k; it was $356k"
                + " in Q1 2024 and $382k in Q2 2024.",
            quarters,
            values),
        Arguments.of(
            "Sales by month in 2024: Jan 73k, Feb 64k, Mar 70k. Headcount was 45.",
            "2024-01 2024-02 2024-03",
            List.of(73.0, 64.0, 70.0)));
  }

  @ParameterizedTest
  @MethodSource("englishSentences")
  void english_lists_and_numbers_before_their_period_belong_together(
      String text, String periods, List<Double> values) {
    var series = InsightComputation.of(text, Json.object()).at("/series/0");
    assertThat(periods(series)).isEqualTo(periods);
    assertThat(values(series)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Period (2024, cumulative),Revenue\nQ1,120\nH1,270\n9M,400\nFY,600\n",
        """
        Period (2024),Revenue
        First quarter,120
        First half,270
        First nine months,400
        Full year,600
        """,
        "Year to date 2024,Revenue\nJan-Mar,120\nJan-Jun,270\nJan-Sep,400\nJan-Dec,600\n"
      })
  void english_sums_from_the_beginning_of_a_year_become_quarters(String table) {
    var answer = csv(table);
    assertThat(answer.path("single_quarters").valueStream().map(each -> each.asDouble(-1)))
        .containsExactly(120.0, 150.0, 130.0, 200.0);
    assertThat(answer.path("full_year").asDouble(-1)).isEqualTo(600);
  }

  @Test
  void negative_numbers_in_brackets_have_the_scale_of_their_column() {
    var answer = csv("year,profit ($ thousand)\n2021,(20)\n2022,$(5)\n2023,10\n2024,$30\n");
    assertThat(values(answer.at("/series/0"))).containsExactly(-20.0, -5.0, 10.0, 30.0);
    var chinese = csv("年份,净利润（万元）\n2021,(20)\n2022,（5）\n2023,10\n2024,3000元\n");
    assertThat(values(chinese.at("/series/0"))).containsExactly(-20.0, -5.0, 10.0, 0.3);
  }

  @Test
  void numbers_beyond_any_double_are_refused_with_their_place() {
    var body = Json.request("{\"series\": [1, 2, 1e999999999]}".getBytes(StandardCharsets.UTF_8));
    Assertions.assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () ->
                InsightComputation.of(
                    body,
                    _ -> {
                      throw new AssertionError();
                    }))
        .withMessageContaining("series.values[2]");
  }
}

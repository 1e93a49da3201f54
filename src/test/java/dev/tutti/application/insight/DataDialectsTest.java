package dev.tutti.application.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.document.format.DocumentReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables as spreadsheets of many countries write them. */
class DataDialectsTest {
  private static ObjectNode file(String name, byte[] content) {
    try (var documents = new DocumentReader(1, Duration.ofSeconds(10))) {
      return InsightComputation.of(name, documents.read(name, content), Json.object());
    }
  }

  private static ObjectNode csv(String content) {
    return file("a.csv", content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Double> values(JsonNode json, int series) {
    return json.at("/series/" + series + "/values")
        .valueStream()
        .map(each -> each.asDouble(-1))
        .toList();
  }

  private static List<String> periods(JsonNode json) {
    return json.at("/series/0/periods").valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void a_decimal_comma_is_told_from_groups_of_thousands_by_the_whole_table() {
    var json =
        csv(
            """
            Monat;Umsatz (EUR);Quote
            2024-01;1.234,50;12,5 %
            2024-02;987;8 %
            2024-03;2.000;9,25 %
            """);
    assertThat(values(json, 0)).containsExactly(1234.5, 987.0, 2000.0);
    assertThat(values(json, 1)).containsExactly(0.125, 0.08, 0.0925);
    assertThat(json.at("/series/0/unit").asString()).isEqualTo("EUR");
    assertThat(json.at("/series/1/kind").asString()).isEqualTo("percent");
  }

  @Test
  void semicolons_divide_though_every_line_has_as_many_commas() {
    assertThat(values(csv("2024-01;1,5\n2024-02;2,5\n2024-03;3,25\n"), 0))
        .containsExactly(1.5, 2.5, 3.25);
  }

  @Test
  void a_first_line_may_name_the_delimiter() {
    assertThat(values(csv("sep=|\nmonth|sales\n2024-01|5\n2024-02|7\n2024-03|9\n"), 0))
        .containsExactly(5.0, 7.0, 9.0);
  }

  @Test
  void groups_of_thousands_are_divided_by_spaces_apostrophes_or_as_in_india() {
    var json =
        csv(
            """
            month\ta\tb\tc
            2024-01\t1 234 567\t1'234.5\t12,34,567
            2024-02\t2\u00a0000\t999\t1,00,000
            2024-03\t3\u202f500\t5-\t7
            """);
    assertThat(values(json, 0)).containsExactly(1_234_567.0, 2_000.0, 3_500.0);
    assertThat(values(json, 1)).containsExactly(1_234.5, 999.0, -5.0);
    assertThat(values(json, 2)).containsExactly(1_234_567.0, 100_000.0, 7.0);
  }

  @Test
  void words_of_european_code_pages_are_not_read_as_chinese() {
    var json =
        file(
            "a.csv",
            "Monat;Erlöse für Märkte\n2024-01;5\n2024-02;7\n2024-03;9\n"
                .getBytes(Charset.forName("windows-1252")));
    assertThat(json.at("/series/0/name").asString()).isEqualTo("Erlöse für Märkte");
  }

  @Test
  void utf_16_needs_no_mark() {
    var json =
        file(
            "a.csv",
            "month,sales\n2024-01,5\n2024-02,7\n2024-03,9\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(values(json, 0)).containsExactly(5.0, 7.0, 9.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31.01.2024 ; 29.02.2024 ; 31.03.2024 | 2024-01 ; 2024-02 ; 2024-03",
        "1/31/24 ; 2/29/24 ; 3/31/24 | 2024-01 ; 2024-02 ; 2024-03",
        "01/01/2024 ; 01/02/2024 ; 01/03/2024 | 2024-01 ; 2024-02 ; 2024-03",
        "01/01/2024 ; 02/01/2024 ; 03/01/2024 | 2024-01 ; 2024-02 ; 2024-03",
        "20240105 ; 20240106 ; 20240107 | 2024-01-05 ; 2024-01-06 ; 2024-01-07",
        "202401 ; 202402 ; 202403 | 2024-01 ; 2024-02 ; 2024-03",
        "Jan-24 ; Feb-24 ; Mar-24 | 2024-01 ; 2024-02 ; 2024-03",
        "5 Jan 2024 ; 6 Jan 2024 ; 7 Jan 2024 | 2024-01-05 ; 2024-01-06 ; 2024-01-07",
        "2024 Jan ; 2024 Feb ; 2024 Mar | 2024-01 ; 2024-02 ; 2024-03",
        "1Q23 ; 2Q23 ; 3Q23 | 2023Q1 ; 2023Q2 ; 2023Q3",
        "Q1'23 ; Q2'23 ; Q3'23 | 2023Q1 ; 2023Q2 ; 2023Q3",
        "23Q1 ; 23Q2 ; 23Q3 | 2023Q1 ; 2023Q2 ; 2023Q3",
        "FY22 ; FY23 ; FY24 | 2022 ; 2023 ; 2024",
        "2021/22 ; 2022/23 ; 2023/24 | 2021 ; 2022 ; 2023",
        "二〇二四年一月 ; 二〇二四年二月 ; 二〇二四年三月 | 2024-01 ; 2024-02 ; 2024-03",
        "２０２４年１月 ; ２０２４年２月 ; ２０２４年３月 | 2024-01 ; 2024-02 ; 2024-03",
        "2024-01-01 08:00 ; 2024-01-02 08:00 ; 2024-01-03 08:00 | 2024-01-01 ; 2024-01-02 ;"
            + " 2024-01-03"
      })
  void periods_are_read_in_the_writings_of_cells(String written, String expected) {
    var text = new StringBuilder("date,sales\n");
    int row = 0;
    for (var each : written.split(";")) {
      text.append('"').append(each.strip()).append("\",").append(10 + row++).append('\n');
    }
    assertThat(periods(csv(text.toString()))).containsExactly(expected.replace(" ", "").split(";"));
  }

  @Test
  void units_of_headers_are_read_in_brackets_or_behind_a_stroke() {
    var json =
        csv("月份,销售额/万元,Revenue (USD m),毛利率%\n2024-01,5,2,30\n2024-02,6,3,32\n2024-03,7,4,31\n");
    assertThat(json.at("/series/0/unit").asString()).isEqualTo("万元");
    assertThat(json.at("/series/1/scale").asInt()).isEqualTo(1_000_000);
    assertThat(values(json, 2)).containsExactly(0.3, 0.32, 0.31);
  }

  @Test
  void a_table_without_an_ending_is_a_table_all_the_same() {
    var json = file("a.txt", "月份\t销量\n1月\t5\n2月\t7\n3月\t9\n".getBytes(StandardCharsets.UTF_8));
    assertThat(values(json, 0)).containsExactly(5.0, 7.0, 9.0);
  }

  @Test
  void series_that_belong_together_are_divided() {
    var json =
        csv("年份,收入（万元）,净利润（元）,客户数\n2022,100,200000,50\n2023,150,450000,60\n2024,200,800000,80\n");
    assertThat(json.path("ratios").valueStream().map(each -> each.path("name").asString()))
        .containsExactly("收入（万元）/客户数", "净利润（元）/收入（万元）");
    var share = json.at("/ratios/1");
    assertThat(share.path("values").toString()).isEqualTo("[0.2,0.3,0.4]");
    assertThat(share.path("kind").asString()).isEqualTo("share");
    assertThat(json.at("/ratios/0/unit").asString()).isEqualTo("万元/客户数");
  }
}

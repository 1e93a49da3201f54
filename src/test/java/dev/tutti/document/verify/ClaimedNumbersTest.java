package dev.tutti.document.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import dev.tutti.document.verify.DocumentClaim.ProseClaim;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several numbers, names and periods of a quote a claim is about. */
class ClaimedNumbersTest {
  private static ClaimVerifier verifier(String... paragraphs) {
    var out = new BlockWriter();
    for (var each : paragraphs) {
      out.block("paragraph", each);
    }
    return new ClaimVerifier(out.finished());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2023年扣非净利润为1.5亿元，净利润为2.1亿元。                | 净利润     | 210000000  | 元 | 2023 | verified
          2023年扣非净利润为1.5亿元，净利润为2.1亿元。                | 净利润     | 150000000  | 元 | 2023 | mismatch
          Adjusted net income was $5 million and net income was $4 million. | net income | 4000000 | USD | | verified
          净利润率为15%，净利润为2亿元。                              | 净利润     | 200000000  | 元 |      | verified
          净利润率为15.2%，高于行业平均水平。                         | 净利润     | 0.152      | %  |      | mismatch
          2023年营收为12亿元，2024年为14.2亿元。                      | 营收       | 1200000000 | 元 | 2023 | verified
          2023年营收为12亿元，2024年为14.2亿元。                      | 营收       | 1200000000 | 元 | 2024 | mismatch
          2023年营收为12亿元，2024年为14.2亿元。                      | 营收       | 1420000000 | 元 | 2024 | verified
          2023年营收为12亿元，2024年营收为14.2亿元。                  | 营收       | 1420000000 | 元 | 2024 | verified
          2023年营收为12亿元，2024年营收为14.2亿元。                  | 营收       | 1420000000 | 元 | 2023 | mismatch
          Revenue was $28 million in 2024, compared with $25 million in 2023. | Revenue | 25000000 | USD | 2023 | verified
          Revenue was $28 million in 2024 and profit was $5 million in 2024. | Revenue | 5000000 | USD | 2024 | mismatch
          2024年营收较2023年增长12%至14亿元。                         | 营收       | 1400000000 | 元 | 2024 | verified
          2024年营收较2023年增长12%至14亿元。                         | 营收       | 1400000000 | 元 | 2023 | mismatch
          2022年、2023年和2024年收入分别为10亿元、12亿元和15亿元。    | 收入       | 1200000000 | 元 | 2023 | verified
          2022年、2023年和2024年收入分别为10亿元、12亿元和15亿元。    | 收入       | 1200000000 | 元 | 2024 | mismatch
          Revenue was $28 million in 2024, compared with $25 million in 2023. | Revenue | 28000000 | USD | 2024 | verified
          Revenue was $28 million in 2024, compared with $25 million in 2023. | Revenue | 28000000 | USD | 2023 | mismatch
          截至2024年9月30日，总资产为50亿元。                         | 总资产     | 5000000000 | 元 | 2024Q3 | verified
          截至2024年9月30日，总资产为50亿元。                         | 总资产     | 5000000000 | 元 | 2024Q2 | mismatch
          In the third quarter of 2024 revenue was $5 million.        | revenue    | 5000000    | USD | Q3 2024 | verified
          产量为12万吨，销量为11万吨。                                | 产量       | 120000     | 吨 |      | verified
          产量为12万吨，销量为11万吨。                                | 产量       | 120000     | 台 |      | mismatch
          """)
  void the_name_the_period_and_the_unit_decide(
      String quote, String name, String value, String unit, String period, String verdict) {
    var claim = new MetricClaim(name, new BigDecimal(value), unit, null, period, quote, null);
    assertThat(verifier("a report", quote).verdict(claim).verdict()).isEqualTo(verdict);
  }

  @Test
  void the_figure_of_the_year_before_may_be_claimed_for_that_year() {
    var quote = "本期营收14亿元，上年同期为12亿元。";
    var verifier = verifier("2024年第三季度报告", quote);
    assertThat(verifier.verdict(prior("2023Q3", quote)).verdict()).isEqualTo("verified");
    assertThat(verifier.verdict(prior("2024Q3", quote)).verdict()).isEqualTo("mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12500000   | verified
          125000000  | mismatch
          """)
  void a_quote_of_a_german_report_has_decimal_commas(String value, String verdict) {
    var quote = "Umsatz: 12,5 Mio. €";
    var verifier =
        verifier("Der Umsatz stieg im Jahr 2024 um 3,5 % und betrug 12,5 Mio. €.", quote);
    var claim = new MetricClaim("Umsatz", new BigDecimal(value), "€", null, null, quote, null);
    assertThat(verifier.verdict(claim).verdict()).isEqualTo(verdict);
    assertThat(verifier.strays("The margin was 3.5 %, revenue €12.5m and profit €2.5m"))
        .containsExactly("€2.5m");
  }

  private static MetricClaim prior(String period, String quote) {
    return new MetricClaim(
        "上年同期", new BigDecimal("1200000000"), "元", "absolute", period, quote, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          公司营业收入为1,234万元。           | 234万元。
          Revenue was $28,105 thousand.       | Revenue was $28,105
          Margin grew by 12 percentage points | Margin grew by 12
          净亏损为-5,678万元                  | 5,678万元
          """)
  void a_quote_that_cuts_digits_a_sign_or_a_scale_is_rejected(String text, String quote) {
    var claim = new MetricClaim("x", BigDecimal.ONE, null, null, null, quote, null);
    assertThat(verifier(text).verdict(claim).verdict()).isEqualTo("rejected");
  }

  @Test
  void a_text_of_nothing_but_numbers_is_held_against_prose_in_little_memory() {
    var verifier = verifier("1.5 ".repeat(50_000) + "\n收入为2亿元");
    assertThat(verifier.strays("收入为2亿元，成本为3亿元")).containsExactly("3亿元");
    assertThat(verifier.verdict(new ProseClaim("1.5 and 1.6")).reason()).contains("1.6");
  }
}

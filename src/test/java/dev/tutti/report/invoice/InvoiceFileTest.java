package dev.tutti.report.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceFileTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider,model,day,amount\nOpenAI,gpt-4o,2026-03-01,12.34\n",
        "\uFEFFModel;Date;Provider;Amount (USD)\r\ngpt-4o;2026/3/1;OpenAI;12.34\r\n\r\n",
        "ProviderName\tResourceId\tChargePeriodStart\tBilledCost\n"
            + "OpenAI\tgpt-4o\t2026-03-01T00:00:00Z\t12.34",
        "\"provider\",\"model\",\"usage date\",\"total\"\n"
            + "\"OpenAI\",\"gpt-4o\",\"Mar 1, 2026\",\"$12.34\"",
        "note,供应商,模型,日期,金额\n\"a\n\"\"b\"\"\",OpenAI,gpt-4o,20260301,12.34 USD",
      })
  void columns_are_found_by_what_they_mean(String file) {
    var lines = InvoiceFile.parse(file);
    assertThat(lines)
        .extracting(
            InvoiceLine::provider, InvoiceLine::model, InvoiceLine::day, InvoiceLine::dollars)
        .containsExactly(Tuple.tuple("OpenAI", "gpt-4o", DAY, new BigDecimal("12.34")));
  }

  @Test
  void provider_and_model_may_be_missing_and_thousands_have_commas() {
    var line = InvoiceFile.parse("date,cost\n2026-03-01,\"1,234.50\"\n").getFirst();
    assertThat(line).isEqualTo(new InvoiceLine(2, "", "", DAY, new BigDecimal("1234.50")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5 | 1.5",
        "1.234,56 | 1234.56",
        "-1.234.567,8900 | -1234567.8900",
        "$1,234.50 | 1234.50",
        "1,234 | 1234",
        "1.5E-05 | 0.000015",
        "0.00012345000000000001 | 0.00012345000000000001",
      })
  void amounts_have_points_or_commas(String written, BigDecimal dollars) {
    var line = InvoiceFile.parse("date;cost\n2026-03-01;" + written + "\n").getFirst();
    assertThat(line.dollars()).isEqualTo(dollars);
  }

  @Test
  void one_decimal_comma_says_how_all_amounts_are_written() {
    var file = "date;cost\n2026-03-01;1.234\n2026-03-01;1,234\n2026-03-01;0,5\n";
    assertThat(InvoiceFile.parse(file))
        .extracting(InvoiceLine::dollars)
        .containsExactly(new BigDecimal("1234"), new BigDecimal("1.234"), new BigDecimal("0.5"));
  }

  @Test
  void points_and_commas_in_one_column_are_refused() {
    assertThatThrownBy(() -> InvoiceFile.parse("date;cost\n2026-03-01;1.25\n2026-03-01;0,5\n"))
        .hasMessage("invoice: line 2: 1.25 (expected: US dollars such as 12,34)");
  }

  @Test
  void lines_are_counted_through_quotes_and_empty_lines() {
    assertThatThrownBy(
            () ->
                InvoiceFile.parse(
                    "day,amount,note\n2026-03-01,1,\"two\nlines\"\n\nyesterday,1,x\n"))
        .hasMessage("invoice: line 5: yesterday (expected: a day such as 2026-03-01)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "day,amount\n",
        "model,amount\ngpt-4o,1\n",
        "day,amount\n2026-03-01,much\n",
        "day,amount\n2026-02-30,1\n",
        "day,amount\n2026-03-01\n",
        "day,amount\n2026-03-01,1e999999999\n",
        "day,amount\n\"2026-03-01,1\n"
      })
  void what_is_wrong_is_said_with_what_was_expected(String file) {
    assertThatThrownBy(() -> InvoiceFile.parse(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invoice: ")
        .hasMessageContaining("(expected: ");
  }

  @Test
  void too_many_lines_are_refused() {
    var file = "day,amount\n" + "2026-03-01,1\n".repeat(InvoiceFile.MOST_LINES + 1);
    assertThatThrownBy(() -> InvoiceFile.parse(file)).hasMessageContaining("more than");
  }
}

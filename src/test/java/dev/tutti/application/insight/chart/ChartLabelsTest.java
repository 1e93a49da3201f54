package dev.tutti.application.insight.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels of charts that would not fit. */
class ChartLabelsTest {
  private static final Pattern TEXT =
      Pattern.compile(
          "<text class=\"(tc-\\w+)\" x=\"(-?[\\d.]+)\" y=\"[\\d.]+\" text-anchor=\"(\\w+)\">([^<]*)<");
  private static final ChartText WORDS = new ChartText("标题", "说明", "百万美元");

  private static List<String> texts(String svg) {
    return TEXT.matcher(svg).results().map(each -> each.group(4)).toList();
  }

  /** Whether all texts lie within the drawing, as far as their width is known. */
  private static boolean isWithin(String svg) {
    return TEXT.matcher(svg)
        .results()
        .allMatch(
            each -> {
              double width = SvgDrawing.width(each.group(4), 12);
              double left =
                  switch (each.group(3)) {
                    case "middle" -> Double.parseDouble(each.group(2)) - width / 2;
                    case "end" -> Double.parseDouble(each.group(2)) - width;
                    default -> Double.parseDouble(each.group(2));
                  };
              return left >= 0 && left + width <= ChartFrame.WIDTH;
            });
  }

  @Test
  void numbers_of_an_axis_have_room_however_long_they_are() {
    var values = new double[] {1_250_000_000, 2_000_000_000_000.0};
    var svg = new BarChart(WORDS, List.of("2023Q1", "2023Q2"), values).svg();
    assertThat(texts(svg)).contains("2,000,000,000,000", "百万美元");
    assertThat(isWithin(svg)).isTrue();
  }

  @Test
  void names_below_bars_are_shortened_and_none_is_left_out() {
    var names = IntStream.range(0, 6).mapToObj(i -> "方案".repeat(9 + i)).toList();
    var svg = new BarChart(WORDS, names, new double[] {1, 2, 3, -4, 5, 6}).svg();
    assertThat(texts(svg).stream().filter(each -> each.endsWith("…"))).hasSize(6);
    assertThat(isWithin(svg)).isTrue();
  }

  @Test
  void periods_are_shown_whole_or_not_at_all() {
    var months = IntStream.rangeClosed(1, 24).mapToObj(i -> "2024-%02d".formatted(i)).toList();
    var svg = new HeatMap(WORDS, List.of("a", "b"), months, new double[2][24]).svg();
    assertThat(texts(svg)).contains("2024-24").doesNotContain("2024-23");
    assertThat(texts(svg)).noneMatch(each -> each.endsWith("…"));
    var few = months.subList(0, 3);
    assertThat(texts(new HeatMap(WORDS, List.of("a"), few, new double[1][3]).svg()))
        .containsAll(few);
  }

  @Test
  void values_above_bars_are_shown_where_all_have_room() {
    var names = IntStream.range(0, 12).mapToObj(i -> "Q" + i).toList();
    var wide = IntStream.range(0, 12).mapToDouble(i -> 1_234_567 + i).toArray();
    assertThat(texts(new BarChart(WORDS, names, wide).svg())).doesNotContain("1,234,570");
    var two = new BarChart(WORDS, names.subList(0, 2), new double[] {1_234_567, 7}).svg();
    assertThat(texts(two)).contains("1,234,570");
  }

  @Test
  void values_have_no_more_digits_than_one_compares() {
    var names = List.of("a", "b", "c");
    var svg = new BarChart(WORDS, names, new double[] {8.666_666, 0.123_456, 1_234.5}).svg();
    assertThat(texts(svg)).contains("8.67", "0.123", "1,234.5");
  }

  @Test
  void numbers_below_rows_do_not_overlap() {
    var names = List.of("a", "b");
    var low = new double[] {-9_876_543_210_000.0, -1};
    var svg = new TornadoChart(WORDS, names, 0, low, new double[] {9_876_543_210_000.0, 1}).svg();
    assertThat(isWithin(svg)).isTrue();
    assertThat(texts(svg)).contains("10,000,000,000,000").doesNotContain("5,000,000,000,000");
  }

  @Test
  void risks_beyond_the_room_of_a_matrix_are_counted_and_long_names_shortened() {
    var risks =
        IntStream.range(0, 14)
            .mapToObj(i -> new RiskMatrix.Rank("供应链中断".repeat(9), 5, 1 + i / 10))
            .toList();
    var svg = new RiskMatrix(WORDS, "影响", "可能性", risks).svg();
    assertThat(isWithin(svg)).isTrue();
    assertThat(texts(svg)).contains("11, 12, …", "+ 3", "影响", "可能性");
    assertThat(texts(svg).stream().filter(each -> each.startsWith("11  "))).hasSize(1);
    assertThat(texts(svg).stream().filter(each -> each.startsWith("12  "))).isEmpty();
  }
}

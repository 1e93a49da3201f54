package dev.tutti.application.insight.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Colours of charts, light and dark, by the contrasts that WCAG 2.2 wants. */
class ChartContrastTest {
  private static final double OF_TEXT = 4.5;
  private static final double OF_DRAWING = 3;
  private static final String DARK = "@media (prefers-color-scheme: dark){";
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
  private static final Pattern NAME = Pattern.compile("\\.(tc-\\w+)");
  private static final Pattern COLOUR = Pattern.compile("(?:fill|stroke):#([0-9a-f]{6})");
  private static final Pattern SHADE = Pattern.compile("class=\"(tc-\\w+)\"[^>]*fill-opacity=\"");
  private static final Pattern OPACITY = Pattern.compile("fill-opacity=\"([\\d.]+)\"");

  private static final String HEAT =
      new HeatMap(
              new ChartText("a", "b", ""),
              List.of("x", "y"),
              List.of("u", "v"),
              new double[][] {{1, -1}, {0.5, 0}})
          .svg();

  private final Map<String, Integer> light = colours(HEAT.substring(0, HEAT.indexOf(DARK)));
  private final Map<String, Integer> dark = dark();

  private Map<String, Integer> dark() {
    int from = HEAT.indexOf(DARK) + DARK.length();
    Map<String, Integer> all = new HashMap<>(light);
    all.putAll(colours(HEAT.substring(from, HEAT.indexOf("</style>"))));
    return all;
  }

  private static Map<String, Integer> colours(String css) {
    Map<String, Integer> found = new HashMap<>();
    RULE.matcher(css.substring(css.indexOf("<style>") + 1))
        .results()
        .forEach(
            rule -> {
              var colour = COLOUR.matcher(rule.group(2));
              if (colour.find()) {
                int value = Integer.parseInt(colour.group(1), 16);
                NAME.matcher(rule.group(1))
                    .results()
                    .forEach(name -> found.put(name.group(1), value));
              }
            });
    return found;
  }

  private static int of(Map<String, Integer> colours, String name) {
    return Objects.requireNonNull(colours.get(name), name);
  }

  private static int mixed(int above, int below, double opacity) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double channel =
          opacity * ((above >> shift) & 0xff) + (1 - opacity) * ((below >> shift) & 0xff);
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }

  private static double luminance(int colour) {
    double sum = 0;
    double[] weights = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < weights.length; i++) {
      double channel = ((colour >> (8 * i)) & 0xff) / 255.0;
      sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : linear(channel));
    }
    return sum;
  }

  private static double linear(double channel) {
    return Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static double contrast(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  @Test
  void both_palettes_have_every_colour() {
    assertThat(light).hasSizeGreaterThan(15);
    assertThat(colours(HEAT.substring(HEAT.indexOf(DARK) + DARK.length())).keySet())
        .containsAll(light.keySet());
  }

  @Test
  void texts_are_read_on_the_background() {
    for (var palette : List.of(light, dark)) {
      for (var each : List.of("tc-text", "tc-title", "tc-soft")) {
        assertThat(contrast(of(palette, each), of(palette, "tc-bg")))
            .as(each)
            .isGreaterThanOrEqualTo(OF_TEXT);
      }
    }
  }

  @Test
  void lines_bars_and_marks_are_seen_on_the_background() {
    for (var palette : List.of(light, dark)) {
      for (var each : List.of("tc-s0", "tc-s1", "tc-s2", "tc-s3", "tc-f0", "tc-f1", "tc-mark")) {
        assertThat(contrast(of(palette, each), of(palette, "tc-bg")))
            .as(each)
            .isGreaterThanOrEqualTo(OF_DRAWING);
      }
    }
  }

  @Test
  void numbers_are_read_on_the_darkest_cells_of_a_heat_map() {
    double darkest =
        OPACITY.matcher(HEAT).results().mapToDouble(each -> number(each.group(1))).max().orElse(0);
    assertThat(darkest).isGreaterThan(0.5);
    assertThat(SHADE.matcher(HEAT).results().map(each -> each.group(1)).distinct())
        .containsExactlyInAnyOrder("tc-h0", "tc-h1");
    for (var palette : List.of(light, dark)) {
      for (var each : List.of("tc-h0", "tc-h1")) {
        int cell = mixed(of(palette, each), of(palette, "tc-bg"), darkest);
        assertThat(contrast(of(palette, "tc-text"), cell)).as(each).isGreaterThanOrEqualTo(OF_TEXT);
      }
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}

package dev.tutti.application.insight.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast of drawings in the light and in the dark scheme, by the formula of WCAG 2.2. */
class ChartColoursTest {
  private static final double OF_TEXT = 4.5;
  private static final double OF_LINES = 3;
  private static final String DARK = "@media (prefers-color-scheme: dark)";
  private static final Pattern COLOUR = Pattern.compile("(?:fill|stroke):#(\\w{6})");
  private static final Pattern RULE = Pattern.compile("([^{}]*)\\{([^{}]*)}");
  private static final Pattern CELL =
      Pattern.compile("<rect class=\"(tc-h\\d)\"[^>]*fill-opacity=\"([\\d.]+)\"");

  private static final String MAP =
      new HeatMap(
              new ChartText("Map", "Values", ""),
              List.of("a", "b"),
              List.of("x", "y"),
              new double[][] {{1, -90}, {100, -100}})
          .svg();

  /** Colours by the classes of a scheme; the dark one changes what it names. */
  private static Map<String, double[]> colours(String scheme) {
    var style = MAP.substring(MAP.indexOf("<style>") + 7, MAP.indexOf("</style>"));
    int dark = style.indexOf(DARK);
    var found = new HashMap<String, double[]>();
    add(style.substring(0, dark), found);
    if (scheme.equals("dark")) {
      add(style.substring(style.indexOf('{', dark) + 1, style.lastIndexOf('}')), found);
    }
    return found;
  }

  private static void add(String rules, Map<String, double[]> into) {
    RULE.matcher(rules)
        .results()
        .forEach(
            rule -> {
              var colour = COLOUR.matcher(rule.group(2));
              if (colour.find()) {
                for (var name : rule.group(1).strip().split(",")) {
                  into.put(name.strip().substring(1), parsed(colour.group(1)));
                }
              }
            });
  }

  private static double[] parsed(String hex) {
    int all = Integer.parseInt(hex, 16);
    return new double[] {all >> 16, (all >> 8) & 255, all & 255};
  }

  private static double[] of(Map<String, double[]> colours, String name) {
    return Objects.requireNonNull(colours.get(name), name);
  }

  private static double contrast(double[] one, double[] other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(double[] colour) {
    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
  }

  private static double linear(double value) {
    double share = value / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void texts_and_lines_stand_out_from_the_background(String scheme) {
    var colours = colours(scheme);
    var back = of(colours, "tc-bg");
    for (var name : List.of("tc-text", "tc-title", "tc-soft")) {
      assertThat(contrast(of(colours, name), back)).as(name).isGreaterThan(OF_TEXT);
    }
    for (var name : List.of("tc-axis", "tc-mark", "tc-s0", "tc-s1", "tc-s2", "tc-s3", "tc-f3")) {
      assertThat(contrast(of(colours, name), back)).as(name).isGreaterThan(OF_LINES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void numbers_are_read_on_the_darkest_cells(String scheme) {
    var colours = colours(scheme);
    var cells = CELL.matcher(MAP).results().toList();
    assertThat(cells).hasSize(4);
    for (var cell : cells) {
      double share = Double.parseDouble(cell.group(2));
      var mixed = new double[3];
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] = share * of(colours, cell.group(1))[i] + (1 - share) * of(colours, "tc-bg")[i];
      }
      assertThat(contrast(mixed, of(colours, "tc-text"))).as(cell.group()).isGreaterThan(OF_TEXT);
    }
  }

  @Test
  void the_dark_scheme_has_colours_of_its_own() {
    var light = colours("light");
    colours("dark")
        .forEach((name, colour) -> assertThat(colour).as(name).isNotEqualTo(light.get(name)));
  }
}

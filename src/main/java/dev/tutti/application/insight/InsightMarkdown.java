package dev.tutti.application.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Result of data insight for people: headings, short tables, and what must be known of the data.
 */
final class InsightMarkdown {
  private final ObjectNode result;
  private final InsightWords words;
  private final StringBuilder out = new StringBuilder();
  private final List<String[]> rows = new ArrayList<>();

  private InsightMarkdown(ObjectNode result) {
    this.result = result;
    this.words = new InsightWords(!result.path("language").asString("zh").equals("en"));
  }

  static String of(ObjectNode result) {
    var markdown = new InsightMarkdown(result);
    markdown.write();
    return markdown.out.toString();
  }

  private void write() {
    String name = result.path("series").asString("");
    String unit = result.path("unit").asString("");
    line("# " + words.pick("数据洞察：", "Data insight: ") + visible(name));
    String explanation = result.path("explanation").asString("");
    if (!explanation.isEmpty()) {
      line("");
      line(harmless(explanation));
    }
    trend(unit);
    forecasts(unit);
    quarters(unit);
    correlations();
    ratios();
    list(words.pick("洞察", "Insights"), result.path("strategic_insights"), "text");
    list(words.pick("注意", "Note"), result.path("warnings"), "message");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void heading(String text) {
    line("");
    line("## " + text);
  }

  private void row(String... cells) {
    rows.add(Arrays.stream(cells).map(InsightMarkdown::visible).toArray(String[]::new));
  }

  /** On one line, without what Markdown would run. */
  private static String visible(String text) {
    return harmless(text.replaceAll("\\s+", " ")).strip();
  }

  private static String harmless(String text) {
    return text.replaceAll("<(?=[A-Za-z/!?])", "&lt;");
  }

  private void head(String... cells) {
    rows.clear();
    rows.add(cells);
  }

  /** Writes the rows since the last head, their columns as wide as their widest cells. */
  private void table() {
    line("");
    int columns = rows.getFirst().length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(Math.max(widths[i], 3), width(row[i]));
      }
    }
    for (int at = 0; at < rows.size(); at++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(at)[i];
        out.append("| ").append(cell.replace("|", "\\|"));
        out.append(" ".repeat(widths[i] - width(cell) + 1));
      }
      line("|");
      if (at == 0) {
        for (int width : widths) {
          out.append("| ").append("-".repeat(width)).append(' ');
        }
        line("|");
      }
    }
  }

  /** Width on a terminal, where Chinese characters take two places. */
  private static int width(String text) {
    return text.chars().map(c -> c >= 0x2E80 ? 2 : 1).sum();
  }

  private void trend(String unit) {
    JsonNode trend = result.path("trend");
    heading(words.pick("趋势", "Trend"));
    head(words.pick("指标", "figure"), words.pick("数值", "value"));
    row(words.pick("方向", "direction"), words.direction(result.path("overall_trend").asString("")));
    if (trend.has("slope")) {
      row(
          words.pick("每期变化（最小二乘）", "change per period (least squares)"),
          value(trend.path("slope"), unit));
      row(words.pick("每期变化（Sen）", "change per period (Sen)"), value(trend.path("sen_slope"), unit));
      row(words.pick("p（最小二乘）", "p (least squares)"), probability(trend.path("p")));
      row(
          words.pick("p（Mann-Kendall）", "p (Mann-Kendall)"),
          probability(trend.path("mann_kendall_p")));
    }
    row(words.pick("每期复合增长率", "compound growth per period"), percent(result.path("growth_rate")));
    row(words.pick("总增长率", "total growth"), percent(result.path("growth").path("total")));
    row(words.pick("季节性", "season"), words.season(result.path("seasonality_pattern").asString("")));
    table();
  }

  private String probability(JsonNode value) {
    return words.probability(value.asDouble(Double.NaN));
  }

  private String value(JsonNode value, String unit) {
    return words.value(value.asDouble(Double.NaN), unit);
  }

  private String percent(JsonNode value) {
    return words.percent(value.asDouble(Double.NaN));
  }

  private void forecasts(String unit) {
    JsonNode forecasts = result.path("forecasts");
    if (forecasts.isEmpty()) {
      return;
    }
    heading(
        words
            .pick("预测（方法：%s）", "Forecast (method: %s)")
            .formatted(result.path("forecast_method").asString("")));
    head(
        words.pick("时期", "period"),
        words.pick("预测值", "value"),
        words.pick("95% 区间", "95% interval"));
    for (var each : forecasts.properties()) {
      JsonNode one = each.getValue();
      row(each.getKey(), value(one.path("value"), unit), interval(one));
    }
    JsonNode sum = result.path("forecast_sum");
    row(words.pick("合计", "sum"), value(sum.path("value"), unit), interval(sum));
    table();
  }

  private String interval(JsonNode of) {
    return of.path("low").isNumber()
        ? words.number(of.path("low").asDouble()) + " – " + words.number(of.path("high").asDouble())
        : "";
  }

  private void quarters(String unit) {
    JsonNode quarters = result.path("quarterly_breakdown");
    if (quarters.isEmpty()) {
      return;
    }
    heading(words.pick("季度", "Quarters"));
    head(
        words.pick("季度", "quarter"),
        words.pick("合计", "sum"),
        words.pick("较上季", "against the one before"));
    String name = result.path("series").asString("");
    for (var each : quarters.properties()) {
      String change = "";
      for (JsonNode one : result.path("comparisons")) {
        boolean own = one.path("series").asString("").equals(name);
        if (own && change.isEmpty() && one.path("to").asString("").equals(each.getKey())) {
          change = percent(one.path("change"));
        }
      }
      row(each.getKey(), value(each.getValue(), unit), change);
    }
    table();
  }

  private void correlations() {
    JsonNode all = result.path("correlations");
    if (all.isEmpty()) {
      return;
    }
    heading(words.pick("相关性（相关不等于因果）", "Correlations (which are no causes)"));
    head("", words.pick("基于", "on"), "n", "Pearson", "Spearman", "p");
    for (JsonNode each : all) {
      boolean levels = each.path("on").asString("").equals("levels");
      row(
          each.path("a").asString("") + " ~ " + each.path("b").asString(""),
          levels ? words.pick("水平", "levels") : words.pick("差分", "steps"),
          each.path("n").asString(""),
          words.number(each.path("pearson").asDouble(Double.NaN)),
          words.number(each.path("spearman").asDouble(Double.NaN)),
          probability(each.path("p")));
    }
    table();
  }

  private void ratios() {
    JsonNode all = result.path("ratios");
    if (all.isEmpty()) {
      return;
    }
    heading(words.pick("比率", "Ratios"));
    head("", words.pick("合计", "of the sums"), words.pick("首期", "first"), words.pick("末期", "last"));
    for (JsonNode each : all) {
      JsonNode values = each.path("values");
      row(
          each.path("name").asString(""),
          ratio(each, each.path("total")),
          ratio(each, values.path(0)),
          ratio(each, values.path(values.size() - 1)));
    }
    table();
  }

  private String ratio(JsonNode of, JsonNode value) {
    return of.path("kind").asString("").equals("share")
        ? percent(value)
        : value(value, of.path("unit").asString(""));
  }

  private void list(String title, JsonNode items, String member) {
    if (items.isEmpty()) {
      return;
    }
    heading(title);
    line("");
    for (JsonNode each : items) {
      line("- " + visible(each.path(member).asString("")));
    }
  }
}

package dev.tutti.application.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Report of a result for people: Markdown whose footnotes are the quotes. For one thread. */
final class AnalysisMarkdown {
  private final ObjectNode result;
  private final boolean chinese;
  private final StringBuilder text = new StringBuilder();
  private final List<String> notes = new ArrayList<>();

  private AnalysisMarkdown(ObjectNode result) {
    this.result = result;
    this.chinese = result.path("language").asString("").equals("zh");
  }

  /** Report of a result. */
  static String of(ObjectNode result) {
    return new AnalysisMarkdown(result).written();
  }

  private String written() {
    text.append("# ").append(word("文档分析", "Document analysis")).append('\n');
    if (result.path("summary").isString()) {
      text.append('\n').append(visible(result.path("summary").asString())).append('\n');
    }
    statements("key_insights", "text", word("关键洞察", "Key insights"));
    metrics();
    statements("risk_factors", "description", word("风险因素", "Risk factors"));
    recommendations();
    contradictions();
    problems();
    notes();
    return text.toString();
  }

  private String word(String zh, String en) {
    return chinese ? zh : en;
  }

  private void heading(String title) {
    text.append("\n## ").append(title).append("\n\n");
  }

  private void statements(String list, String member, String title) {
    if (result.path(list).isEmpty()) {
      return;
    }
    heading(title);
    for (var each : result.path(list)) {
      text.append("- ").append(visible(each.path(member).asString("")));
      if (each.path("likelihood").isString()) {
        text.append(" (")
            .append(word("可能性", "likelihood"))
            .append(' ')
            .append(level(each.path("likelihood").asString()))
            .append(", ")
            .append(word("影响", "impact"))
            .append(' ')
            .append(level(each.path("impact").asString("")))
            .append(')');
      }
      each.path("citations").forEach(this::note);
      text.append('\n');
    }
  }

  private String level(String level) {
    return switch (level) {
      case "high" -> word("高", level);
      case "medium" -> word("中", level);
      case "low" -> word("低", level);
      default -> level;
    };
  }

  private void metrics() {
    if (result.path("extracted_metrics").isEmpty()) {
      return;
    }
    heading(word("指标", "Metrics"));
    text.append(word("| 指标 | 数值 | 变化 | 期间 |", "| metric | value | change | period |"))
        .append("\n|---|---|---|---|\n");
    for (var each : result.path("extracted_metrics")) {
      text.append("| ").append(cell(each.path("name").asString("")));
      text.append(" | ").append(cell(each.path("raw").asString("")));
      note(each.path("citation"));
      text.append(" | ").append(change(each.path("change")));
      text.append(" | ").append(cell(each.path("period").asString(""))).append(" |\n");
    }
  }

  private String change(JsonNode change) {
    if (!change.isObject()) {
      return "";
    }
    var value = change.path("value").decimalValue();
    var basis = basis(change.path("basis").asString(""));
    var shown =
        switch (change.path("kind").asString("")) {
          case "percent" -> value.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
          case "points" -> value.movePointRight(2).stripTrailingZeros().toPlainString() + " pp";
          case "multiple" -> value.toPlainString() + "x";
          default -> value.toPlainString();
        };
    return (value.signum() > 0 ? "+" : "") + shown + (basis.isEmpty() ? "" : " " + basis);
  }

  private String basis(String basis) {
    return switch (basis) {
      case "yoy" -> word("同比", "year on year");
      case "qoq" -> word("季度环比", "quarter on quarter");
      case "mom" -> word("月度环比", "month on month");
      case "ytd" -> word("较年初", "year to date");
      case "prior_period" -> word("环比", "on the period before");
      default -> basis;
    };
  }

  private void recommendations() {
    if (result.path("recommendations").isEmpty()) {
      return;
    }
    heading(word("建议", "Recommendations"));
    int number = 0;
    for (var each : result.path("recommendations")) {
      number++;
      text.append(number).append(". ").append(visible(each.path("text").asString("")));
      List<String> ids = new ArrayList<>();
      each.path("evidence").forEach(id -> ids.add(id.asString("")));
      text.append(" (").append(String.join(", ", ids)).append(")\n");
    }
  }

  private void contradictions() {
    if (result.path("contradictions").isEmpty()) {
      return;
    }
    heading(word("矛盾之处", "Contradictions"));
    for (var each : result.path("contradictions")) {
      var kind = each.path("kind").asString("");
      var page = each.path("page").isNumber() ? each.path("page").asInt() : 0;
      text.append("- ")
          .append(kind(kind))
          .append(word("：所述 ", ": stated "))
          .append(visible(each.path("stated").asString("")))
          .append(word("，计算值 ", ", computed "))
          .append(computed(kind, each.path("computed").decimalValue()))
          .append(page > 0 ? word("，第 " + page + " 页", ", page " + page) : "")
          .append(" (")
          .append(visible(each.path("where").asString("")))
          .append(")\n");
    }
  }

  private String kind(String kind) {
    return switch (kind) {
      case "stated_vs_computed_change" ->
          word("变动与数字不符", "the change does not follow from its figures");
      case "sum_of_parts" -> word("各部分之和与合计不符", "the parts do not add up to the total");
      case "text_vs_table" -> word("正文与表格不符", "the text and the table differ");
      default -> kind;
    };
  }

  /** Figure as one compares it with what is stated: a change in percent, with two decimals. */
  private static String computed(String kind, BigDecimal value) {
    if (!kind.equals("stated_vs_computed_change")) {
      return value.toPlainString();
    }
    var percent = value.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN);
    return percent.toPlainString() + "%";
  }

  private void problems() {
    List<String> lines = new ArrayList<>();
    for (var each : result.path("documents")) {
      if (!each.path("empty_pages").isEmpty()) {
        lines.add(
            "%s: %s %s"
                .formatted(
                    each.path("name").asString(""),
                    word("无文字的页", "pages without text"),
                    each.path("empty_pages")));
      }
    }
    for (var each : result.path("failed_chunks")) {
      lines.add(
          "%s: %s %s"
              .formatted(
                  each.path("document").asString(""),
                  word("未能分析的部分", "not analysed"),
                  each.path("pages").isEmpty()
                      ? each.path("first_block").asString("")
                          + "-"
                          + each.path("last_block").asString("")
                      : each.path("pages").toString()));
    }
    addMissing(lines);
    if (!lines.isEmpty()) {
      heading(word("注意", "Take note"));
      lines.forEach(line -> text.append("- ").append(visible(line)).append('\n'));
    }
  }

  /** Adds what is not listed above. */
  private void addMissing(List<String> lines) {
    if (!result.path("unsupported").isEmpty()) {
      lines.add(
          "%s: %d"
              .formatted(
                  word("模型所述但文档不支持", "said by a model and not borne out"),
                  result.path("unsupported").size()));
    }
    if (listsNothing()) {
      lines.add(
          word(
              "没有可列出的条目（不用模型时，只读取风险清单与“名称：数值”行）",
              "nothing to list (without a model, only lists of risks and lines of name: value are"
                  + " read)"));
    }
  }

  private boolean listsNothing() {
    return Stream.of(
            "key_insights",
            "extracted_metrics",
            "risk_factors",
            "recommendations",
            "contradictions")
        .allMatch(list -> result.path(list).isEmpty());
  }

  private void note(JsonNode citation) {
    var page = citation.path("page").isNumber() ? citation.path("page").asInt() : 0;
    var place =
        page > 0 ? word("第 " + page + " 页", "page " + page) : citation.path("block").asString("");
    notes.add(
        "%s, %s: \"%s\""
            .formatted(
                visible(citation.path("document").asString("")),
                place,
                visible(citation.path("quote").asString(""))));
    text.append(" [^").append(notes.size()).append(']');
  }

  private void notes() {
    if (!notes.isEmpty()) {
      text.append('\n');
    }
    for (int i = 0; i < notes.size(); i++) {
      text.append("[^").append(i + 1).append("]: ").append(notes.get(i)).append('\n');
    }
  }

  private static String cell(String text) {
    return visible(text).replace("|", "\\|");
  }

  /** On one line, without what Markdown would run. */
  private static String visible(String text) {
    return text.replaceAll("\\s+", " ").replace("<", "&lt;").strip();
  }
}

package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.verify.ClaimVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Items of an analysis that were checked, each once, and what was not supported. Bounded; for one
 * thread.
 */
final class AnalysisItems {
  private static final int MOST_STATEMENTS = 200;
  private static final int MOST_METRICS = 1_000;
  private static final int MOST_UNSUPPORTED = 500;

  private final List<FoundStatement> insights = new ArrayList<>();
  private final List<FoundStatement> risks = new ArrayList<>();
  private final List<FoundMetric> metrics = new ArrayList<>();
  private final List<ObjectNode> unsupported = new ArrayList<>();
  private final AnalysisChecks checks = new AnalysisChecks();

  List<FoundStatement> insights() {
    return insights;
  }

  List<FoundStatement> risks() {
    return risks;
  }

  List<FoundMetric> metrics() {
    return metrics;
  }

  /** Whether nothing was found. */
  boolean isEmpty() {
    return insights.isEmpty() && risks.isEmpty() && metrics.isEmpty();
  }

  AnalysisChecks checks() {
    return checks;
  }

  void addInsight(FoundStatement insight) {
    add(insights, insight, FoundStatement::same, MOST_STATEMENTS);
  }

  void addRisk(FoundStatement risk) {
    add(risks, risk, FoundStatement::same, MOST_STATEMENTS);
  }

  void addMetric(FoundMetric metric) {
    add(metrics, metric, FoundMetric::same, MOST_METRICS);
  }

  private static <T> void add(List<T> list, T item, BiPredicate<T, T> same, int most) {
    if (list.size() < most && list.stream().noneMatch(each -> same.test(each, item))) {
      list.add(item);
    }
  }

  /**
   * Notes something that a model has said and the documents do not bear out.
   *
   * @return its entry; null where there are too many
   */
  @Nullable ObjectNode reject(String type, String text, String quote, ClaimVerdict why) {
    if (unsupported.size() >= MOST_UNSUPPORTED) {
      return null;
    }
    var entry =
        Json.object()
            .put("type", type)
            .put("text", text)
            .put("quote", quote)
            .put("verdict", why.verdict())
            .put("reason", why.reason())
            .put("checked", false);
    unsupported.add(entry);
    return entry;
  }

  /** Takes back what was put right. */
  @SuppressWarnings("ReferenceEquality") // equal ones are others
  void withdraw(RejectedItem item) {
    unsupported.removeIf(each -> each == item.entry());
  }

  ArrayNode insightsJson() {
    var list = Json.array();
    for (int i = 0; i < insights.size(); i++) {
      list.add(insights.get(i).insight("i" + (i + 1)));
    }
    return list;
  }

  ArrayNode risksJson() {
    var list = Json.array();
    for (int i = 0; i < risks.size(); i++) {
      list.add(risks.get(i).risk("r" + (i + 1)));
    }
    return list;
  }

  ArrayNode metricsJson() {
    var list = Json.array();
    for (int i = 0; i < metrics.size(); i++) {
      list.add(metrics.get(i).json("m" + (i + 1)));
    }
    return list;
  }

  ArrayNode unsupportedJson() {
    var list = Json.array();
    unsupported.forEach(list::add);
    return list;
  }
}

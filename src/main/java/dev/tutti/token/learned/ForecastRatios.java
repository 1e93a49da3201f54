package dev.tutti.token.learned;

import dev.tutti.chat.ChatRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ratios of the tokens that upstreams report to those that were forecast at a glance, for each
 * model: a moving average of the latest reports, each counting for a sixteenth at least, within a
 * quarter and four. Thread-safe.
 */
final class ForecastRatios {
  private static final double LEAST = .25;
  private static final double MOST = 4;

  private final int most;
  private final Map<String, ForecastRatio> ratios = new ConcurrentHashMap<>();

  /**
   * @param most models at most
   */
  ForecastRatios(int most) {
    this.most = most;
  }

  /** Learns from a reported number of tokens. */
  void learn(String model, ChatRequest request, long tokens) {
    if (ratios.size() < most || ratios.containsKey(model)) {
      double seen =
          Math.clamp((double) tokens / Math.max(1, request.promptForecast()), LEAST, MOST);
      ratios.merge(model, ForecastRatio.NONE.next(seen), (known, _) -> known.next(seen));
    }
  }

  /** Goes on with what was learned in former times. */
  void restore(String model, ForecastRatio ratio) {
    if (ratio.reports() > 0 && ratio.value() >= LEAST && ratio.value() <= MOST) {
      ratios.put(model, ratio);
    }
  }

  /** What was learned of a model. */
  ForecastRatio of(String model) {
    return ratios.getOrDefault(model, ForecastRatio.NONE);
  }

  /** The forecast of a prompt for a model; as ever for one that nothing is known of. */
  long forecast(String model, ChatRequest request) {
    double ratio = of(model).value();
    return Math.max(1, Math.round(request.promptForecast() * ratio));
  }
}

package dev.tutti.token.learned;

import dev.tutti.chat.ChatRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ratios of the tokens that upstreams report to those that were forecast at a glance, for each
 * model: a moving average of the latest reports, each counting for a sixteenth at least, within a
 * quarter and four. They are not kept over a restart. Thread-safe.
 */
final class ForecastRatios {
  private static final int SLOWEST = 16;
  private static final double LEAST = .25;
  private static final double MOST = 4;

  private final int most;
  private final Map<String, Ratio> ratios = new ConcurrentHashMap<>();

  private record Ratio(int reports, double value) {
    static final Ratio NONE = new Ratio(0, 1);

    Ratio next(double seen) {
      int number = Math.min(reports + 1, SLOWEST);
      return new Ratio(number, value + (seen - value) / number);
    }
  }

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
      ratios.merge(model, Ratio.NONE.next(seen), (known, _) -> known.next(seen));
    }
  }

  /** The forecast of a prompt for a model; as ever for one that nothing is known of. */
  long forecast(String model, ChatRequest request) {
    double ratio = ratios.getOrDefault(model, Ratio.NONE).value;
    return Math.max(1, Math.round(request.promptForecast() * ratio));
  }
}

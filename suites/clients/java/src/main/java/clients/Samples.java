package clients;

import java.util.Map;

/** What the Java clients send and expect. */
final class Samples {
  static final String SYSTEM = "You are brief.";
  static final String HELLO = "Say hello.";
  static final String WEATHER_QUESTION = "What is the weather in Shanghai?";
  static final String TWO_QUESTIONS = "The weather in Shanghai, and the time in Paris?";

  static final String CHINESE = "上海今天晴，二十三度。𠮷野家见 🙂";
  static final String PARIS = "14:05 in Paris";

  /** The models whose streams break, and the code of the error. */
  static final Map<String, String> BROKEN =
      Map.of("sim/sim-error-mid", "upstream_error", "sim/sim-cut", "truncated");

  /** A PNG of one pixel, in base64. */
  static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private Samples() {}

  /** The answer of a tool. */
  static String resultOf(String tool) {
    return switch (tool) {
      case "get_weather" -> CHINESE;
      case "get_time" -> PARIS;
      case String other ->
          throw new AssertionError("tool: %s (expected: one offered)".formatted(other));
    };
  }
}

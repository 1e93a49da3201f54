package dev.tutti.replay;

import java.util.List;
import java.util.TreeMap;

/** The configuration of the Tutti under test: every provider is the recorded upstream. */
final class Configuration {
  private Configuration() {}

  static String of(List<Case> cases, int upstreamPort) {
    var routes = new TreeMap<String, Placement.Route>();
    cases.forEach(one -> routes.put(one.provider(), one.route()));
    // A busy machine must not make Tutti give up the status of a failure.
    var yaml =
        new StringBuilder(
            """
            server: {commit_after: 60s}
            retry: {attempts: 1}
            breaker: {enabled: false}
            model_lists: 0s
            providers:
            """);
    routes.forEach(
        (provider, route) -> yaml.append(provider(provider, route, upstreamPort)).append('\n'));
    return yaml.toString();
  }

  private static String provider(String name, Placement.Route route, int port) {
    var preset = route.preset();
    return "  %s: {preset: %s, base_url: \"%s\", api_key: \"%s\", responses: %s}"
        .formatted(name, preset, base(preset, port), key(preset), responses(route.dialect()));
  }

  /** A provider with two APIs is asked in the one that was recorded. */
  private static String responses(Dialect dialect) {
    return dialect == Dialect.RESPONSES ? "always" : "never";
  }

  /** As users write it: with the version where OpenAI's dialect has one in its base URL. */
  private static String base(String preset, int port) {
    return switch (preset) {
      case "anthropic", "gemini", "ollama", "azure" -> "http://127.0.0.1:" + port;
      default -> "http://127.0.0.1:" + port + "/v1";
    };
  }

  /** Zhipu's keys come in two parts, from which a token is signed. */
  private static String key(String preset) {
    return preset.equals("zhipu") ? "replay.0123456789abcdef" : "replay";
  }
}

package dev.tutti.replay;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The configuration of the Tutti under test: every provider is the recorded upstream. */
final class Configuration {
  private Configuration() {}

  static String of(List<Case> cases, int upstreamPort) {
    var presets = new TreeMap<String, String>();
    cases.forEach(one -> presets.put(one.provider(), one.route().preset()));
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
    presets.forEach(
        (provider, preset) ->
            yaml.append(
                "  %s: {preset: %s, base_url: \"%s\", api_key: \"%s\"%s}\n"
                    .formatted(
                        provider,
                        preset,
                        base(preset, upstreamPort),
                        key(preset),
                        chatsOnly(preset))));
    return yaml.toString();
  }

  /** What was recorded are chats, also where the provider has another API for them. */
  private static String chatsOnly(String preset) {
    return Set.of("openai", "azure").contains(preset) ? ", responses: never" : "";
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

package dev.tutti.replay;

import java.util.Map;
import java.util.Set;

/** Where a recording belongs. */
sealed interface Placement {

  /**
   * It is played through a provider of Tutti.
   *
   * @param preset the preset whose upstream spoke like this
   * @param stream whether a stream is asked for
   */
  record Route(String preset, Dialect dialect, ReplayEndpoint endpoint, boolean stream)
      implements Placement {
    /** The same upstream, asked through another endpoint. */
    Route through(ReplayEndpoint other) {
      return new Route(preset, dialect, other, stream);
    }
  }

  /** An operation that this version of Tutti does not have, or does not ask of the provider. */
  record OutOfScope(String operation) implements Placement {}

  /** Presets by the corpus' names of providers, where the two differ. */
  Map<String, String> PRESETS =
      Map.of("azure-openai", "azure", "compat-other", "openai-compatible");

  static Placement of(Recording recording) {
    var name = recording.name();
    return switch (name.operation()) {
      case "" -> documented(recording);
      case "chat" -> chat(recording);
      case "responses" -> responses(recording);
      case "messages" ->
          new Route("anthropic", Dialect.ANTHROPIC, ReplayEndpoint.CHAT, stream(recording));
      case "generate" -> new Route("gemini", Dialect.GEMINI, ReplayEndpoint.CHAT, false);
      case "stream_generate" -> new Route("gemini", Dialect.GEMINI, ReplayEndpoint.CHAT, true);
      case "ollama_chat" ->
          new Route("ollama", Dialect.OLLAMA, ReplayEndpoint.CHAT, stream(recording));
      case "completions" ->
          new Route(
              preset(name.provider()),
              Dialect.OPENAI,
              ReplayEndpoint.COMPLETIONS,
              stream(recording));
      case "embeddings" -> embeddings(recording);
      default -> new OutOfScope(name.operation());
    };
  }

  /**
   * The OpenAI dialect. Ollama and Gemini were recorded at the compatible endpoints that they have
   * beside their own; the presets speak their own, so these recordings are any compatible server.
   */
  private static Route chat(Recording recording) {
    var preset =
        switch (recording.name().provider()) {
          case "ollama", "gemini" -> "openai-compatible";
          default -> preset(recording.name().provider());
        };
    return new Route(preset, Dialect.OPENAI, ReplayEndpoint.CHAT, stream(recording));
  }

  /** OpenAI's Responses API; the readings of the recordings of others pass over its reasoning. */
  private static Placement responses(Recording recording) {
    var preset = preset(recording.name().provider());
    return Set.of("openai", "azure", "xai").contains(preset)
        ? new Route(preset, Dialect.RESPONSES, ReplayEndpoint.RESPONSES, stream(recording))
        : new OutOfScope("responses of " + preset);
  }

  private static Placement embeddings(Recording recording) {
    var path = recording.request().map(Recording.Request::path).orElse("");
    if (path.contains("/api/embed")) {
      return path.endsWith("/api/embed")
          ? new Route("ollama", Dialect.OLLAMA, ReplayEndpoint.EMBEDDINGS, false)
          : new OutOfScope("embeddings (Ollama's /api/embeddings, before /api/embed)");
    }
    if (path.contains("batchEmbedContents")) {
      return new Route("gemini", Dialect.GEMINI, ReplayEndpoint.EMBEDDINGS, false);
    }
    if (!path.endsWith("/embeddings") && recording.expected().isEmpty()) {
      return new OutOfScope("embeddings (native " + recording.name().provider() + ")");
    }
    return new Route(
        preset(recording.name().provider()), Dialect.OPENAI, ReplayEndpoint.EMBEDDINGS, false);
  }

  /** Errors rebuilt from the providers' documents do not say what was asked; their names do. */
  private static Placement documented(Recording recording) {
    var id = recording.id();
    if (id.contains("responses")) {
      return responses(recording);
    }
    if (id.contains("native-stream")) {
      return new OutOfScope("ds_native");
    }
    var provider = recording.name().provider();
    var dialect =
        switch (provider) {
          case "anthropic" -> Dialect.ANTHROPIC;
          case "gemini" -> Dialect.GEMINI;
          case "ollama" -> id.contains("compat") ? Dialect.OPENAI : Dialect.OLLAMA;
          default -> Dialect.OPENAI;
        };
    var preset = id.contains("ollama-compat") ? "openai-compatible" : preset(provider);
    return new Route(preset, dialect, ReplayEndpoint.CHAT, stream(recording));
  }

  private static boolean stream(Recording recording) {
    return recording.streamed();
  }

  private static String preset(String provider) {
    return PRESETS.getOrDefault(provider, provider);
  }
}

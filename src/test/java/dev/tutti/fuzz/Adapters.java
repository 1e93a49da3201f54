package dev.tutti.fuzz;

import dev.tutti.provider.Access;
import dev.tutti.provider.Adapter;
import dev.tutti.provider.Presets;
import dev.tutti.provider.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One adapter for each way in which providers are spoken to. */
final class Adapters {
  private static final List<String> PRESETS =
      List.of(
          "anthropic",
          "gemini",
          "ollama",
          "openai",
          "azure",
          "zhipu",
          "mistral",
          "dashscope",
          "groq",
          "openrouter",
          "deepseek",
          "cohere");

  static final List<Adapter> ALL = PRESETS.stream().map(Adapters::named).toList();

  private Adapters() {}

  private static Adapter named(String preset) {
    var clock = InstantSource.fixed(Instant.EPOCH);
    var access = new Access("http://127.0.0.1:9", Secret.of("k"), "", Map.of(), clock);
    return Presets.load().connect(preset, access).adapter();
  }
}

package dev.tutti.provider.spi;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.Map;
import java.util.TreeMap;

/**
 * The use of OpenAI's Responses API at a provider that speaks OpenAI's dialect.
 *
 * @param provider for all models; {@link ResponsesUse#AUTO} is what the preset says
 * @param models for some of them, by their names
 */
public record ResponsesSettings(ResponsesUse provider, Map<String, ResponsesUse> models) {
  /** The settings where nothing else is configured. */
  public static final ResponsesSettings DEFAULT =
      new ResponsesSettings(ResponsesUse.AUTO, Map.of());

  private static final String MEMBER = "responses";

  /** Keeps a copy of the map. */
  public ResponsesSettings {
    models = Map.copyOf(models);
  }

  /** Reads {@code responses} of a provider and of its {@code models}. */
  public static ResponsesSettings read(Section section, Kind<String> names) {
    var models = new TreeMap<String, ResponsesUse>();
    section
        .named("models", names)
        .forEach(
            (name, model) -> {
              if (model.has(MEMBER)) {
                models.put(name, model.oneOf(MEMBER, ResponsesUse.values()).required());
              }
            });
    var provider = section.oneOf(MEMBER, ResponsesUse.values()).or(ResponsesUse.AUTO);
    return new ResponsesSettings(provider, models);
  }

  /** The same where a preset knows of no such API: what is not asked for does not go there. */
  public ResponsesSettings otherwiseNever() {
    return new ResponsesSettings(
        provider == ResponsesUse.ALWAYS ? provider : ResponsesUse.NEVER, models);
  }

  /** The setting of a model. */
  public ResponsesUse of(String model) {
    return models.getOrDefault(model, provider);
  }

  /** Whether some request goes there where the preset knows of no such API. */
  public boolean isAsked() {
    return provider == ResponsesUse.ALWAYS || models.containsValue(ResponsesUse.ALWAYS);
  }
}

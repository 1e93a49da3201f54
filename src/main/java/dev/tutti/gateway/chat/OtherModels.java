package dev.tutti.gateway.chat;

import dev.tutti.chat.JsonBody;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a request by which an upstream may ask other models than the one that it names, as
 * OpenRouter and LiteLLM understand them. Servers written in Go read names in any case, so {@code
 * Model} names another model, too.
 */
final class OtherModels {
  private static final String MODEL = "model";
  private static final String EXTRA = "extra_body";

  private static final Set<String> NAMES =
      Set.of(
          "models",
          "route",
          "fallbacks",
          "fallback_models",
          "context_window_fallbacks",
          "content_policy_fallbacks",
          "model_group",
          "model_list",
          "litellm_params",
          "router_settings_override",
          "specific_deployment",
          "user_config");

  /** Member that Google's own OpenAI endpoint has in {@code extra_body}; it names no model. */
  private static final Set<String> HARMLESS = Set.of("google");

  private OtherModels() {}

  /** The first such member of a request. */
  static Optional<String> in(JsonBody body) {
    return body.firstName(name -> isOne(name, body));
  }

  private static boolean isOne(String name, JsonBody body) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals(EXTRA)) {
      return !(body.get(name) instanceof ObjectNode extra
          && HARMLESS.containsAll(extra.propertyNames()));
    }
    return NAMES.contains(lower) || (lower.equals(MODEL) && !name.equals(MODEL));
  }
}

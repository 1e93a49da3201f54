package dev.tutti.provider.gemini;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A model's name, and what it tells of how the model wants to be asked. */
record GeminiModel(String name) {
  private static final Pattern GENERATION = Pattern.compile("gemini-(\\d{1,3})");
  private static final int SIGNED = 3;
  private static final List<String> NOT_THINKING =
      List.of("gemini-2.0", "gemma", "learnlm", "gemini-2.5-flash-image", "-tts");

  /** The name as a resource, such as {@code models/gemini-2.5-flash}. */
  String resource() {
    return name.startsWith("models/") || name.startsWith("tunedModels/") ? name : "models/" + name;
  }

  /** The path of the resource. */
  String path() {
    var path = new StringBuilder();
    for (var segment : resource().split("/", -1)) {
      path.append("/").append(escaped(segment));
    }
    return path.toString();
  }

  private static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Whether it refuses calls of earlier turns without the signature of their reasoning, and thinks
   * by levels instead of by a budget of tokens, as models do from Gemini 3 on.
   */
  boolean isSigned() {
    var generation = GENERATION.matcher(name);
    return generation.find() && Integer.parseInt(generation.group(1)) >= SIGNED;
  }

  /**
   * The {@code thinkingConfig} for one of OpenAI's efforts, with the figures of Google's own OpenAI
   * endpoint. A model that cannot do without thinking thinks as little as it can.
   *
   * @throws Fault {@code invalid_request} for another word
   */
  ObjectNode thinking(String effort) {
    var config = Json.object();
    if (isSigned()) {
      config.put("thinkingLevel", level(effort));
    } else {
      config.put("thinkingBudget", budget(effort));
    }
    return config.put("includeThoughts", !effort.equals("none"));
  }

  private String level(String effort) {
    return switch (effort) {
      case "none", "minimal" -> isPro() ? "low" : "minimal";
      case "low" -> "low";
      case "medium" -> name.contains("gemini-3-pro") ? "high" : "medium";
      case "high", "xhigh", "max" -> "high";
      default -> throw unknown(effort);
    };
  }

  private int budget(String effort) {
    return switch (effort) {
      case "none" -> isPro() ? 128 : 0;
      case "minimal", "low" -> 1_024;
      case "medium" -> 8_192;
      case "high", "xhigh", "max" -> 24_576;
      default -> throw unknown(effort);
    };
  }

  /** Whether it may be told how much to think; older models and those for pictures refuse it. */
  boolean thinks() {
    var generation = GENERATION.matcher(name);
    boolean older = generation.find() && Integer.parseInt(generation.group(1)) < 2;
    return !older && NOT_THINKING.stream().noneMatch(name::contains);
  }

  private boolean isPro() {
    return name.contains("-pro");
  }

  private static Fault unknown(String effort) {
    return Fault.invalid(
        "reasoning_effort",
        "\"%s\" (expected: none, minimal, low, medium, high or xhigh)".formatted(effort));
  }
}

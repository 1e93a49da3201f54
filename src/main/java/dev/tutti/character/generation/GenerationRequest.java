package dev.tutti.character.generation;

import dev.tutti.character.generation.source.SourceQuery;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.task.schedule.TaskDurations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Character that is asked for.
 *
 * @param name of the character
 * @param text that it is made of; empty where the name alone is known
 * @param source that the text is collected from, if it is
 * @param language of the profile; empty for the text's
 * @param model empty for the configured one
 * @param fallback asked after the model has failed; empty for none
 * @param invent whether what the text does not say may be made up
 * @param atOnce calls at the same time
 * @param timeout of a call
 */
record GenerationRequest(
    String name,
    String text,
    SourceQuery source,
    String language,
    List<CharacterCategory> categories,
    String model,
    String fallback,
    boolean invent,
    int atOnce,
    Duration timeout) {
  /** The longest text, in characters. */
  static final int LONGEST_TEXT = 200_000;

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LANGUAGE = 50;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);
  private static final String SOURCE = "source";
  private static final String TEXT = "text";

  /** Keeps a copy. */
  GenerationRequest {
    categories = List.copyOf(categories);
  }

  /**
   * Reads a body.
   *
   * @throws Fault {@code invalid_request}
   */
  static GenerationRequest read(ObjectNode body) {
    var named = body.has("name") ? "name" : "role";
    return new GenerationRequest(
        name(named, text(body, named)),
        material(body),
        source(body, text(body, named).strip()),
        language(body),
        List.copyOf(categories(body)),
        text(body, "model"),
        text(body, "fallback_model"),
        flag(body, "invent"),
        number(body, "parallel", CharacterCategory.values().length),
        body.hasNonNull("timeout")
            ? TaskDurations.read("timeout", body.get("timeout"))
            : USUAL_TIMEOUT);
  }

  /**
   * What has to be kept so that a category can be made anew.
   *
   * @param made the text that the character was made of, collected or given
   * @param origin of a text that was collected; a missing node for one that was given
   */
  ObjectNode kept(String made, JsonNode origin) {
    var kept = Json.object().put("name", name).put(TEXT, made).put("language", language);
    kept.put("model", model).put("fallback_model", fallback).put("invent", invent);
    return origin.isMissingNode() ? kept : kept.set("origin", origin);
  }

  private static String name(String member, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw Fault.invalid(
          member,
          "%d characters (expected: the name of the character, 1 to %d)"
              .formatted(name.length(), LONGEST_NAME));
    }
    return name.strip();
  }

  private static String language(ObjectNode body) {
    var language = text(body, "language");
    if (language.length() > LONGEST_LANGUAGE) {
      throw Fault.invalid(
          "language",
          "%,d characters (expected: a language, at most %d)"
              .formatted(language.length(), LONGEST_LANGUAGE));
    }
    return language;
  }

  private static String material(ObjectNode body) {
    var source = body.path(SOURCE);
    var text = source.isObject() ? text((ObjectNode) source, TEXT) : text(body, TEXT);
    if (text.length() > LONGEST_TEXT) {
      throw Fault.invalid(
          TEXT, "%,d characters (expected: at most %,d)".formatted(text.length(), LONGEST_TEXT));
    }
    return text;
  }

  private static SourceQuery source(ObjectNode body, String name) {
    var source = body.path(SOURCE);
    if (source.isString()) {
      return new SourceQuery(source.asString(), "", name, text(body, "language"));
    }
    if (!source.isObject() || source.has(TEXT)) {
      return SourceQuery.NONE;
    }
    var members = (ObjectNode) source;
    var title = text(members, "title");
    return new SourceQuery(
        text(members, "kind"),
        text(members, "url"),
        title.isEmpty() ? name : title,
        text(members, "language"));
  }

  private static Set<CharacterCategory> categories(ObjectNode body) {
    var asked = body.path("categories");
    var all = EnumSet.allOf(CharacterCategory.class);
    if (asked.isMissingNode() || asked.isNull()) {
      return all;
    }
    if (!asked.isArray() || asked.isEmpty()) {
      throw Fault.invalid("categories", asked + " (expected: a list of categories)");
    }
    var some = EnumSet.noneOf(CharacterCategory.class);
    asked.forEach(each -> some.add(CharacterCategory.of("categories", each.asString(""))));
    return some;
  }

  private static String text(ObjectNode body, String member) {
    var node = body.path(member);
    if (!node.isMissingNode() && !node.isNull() && !node.isString()) {
      throw Fault.invalid(member, shown(node) + " (expected: a string)");
    }
    return node.asString("");
  }

  private static boolean flag(ObjectNode body, String member) {
    var node = body.path(member);
    if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
      throw Fault.invalid(member, shown(node) + " (expected: true or false)");
    }
    return node.asBoolean(false);
  }

  private static int number(ObjectNode body, String member, int most) {
    var node = body.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return most;
    }
    if (!node.isInt() || node.asInt() < 1 || node.asInt() > most) {
      throw Fault.invalid(member, "%s (expected: 1 to %d)".formatted(shown(node), most));
    }
    return node.asInt();
  }

  private static String shown(JsonNode node) {
    var text = node.toString();
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "..." : text;
  }
}

package dev.tutti.character.generation;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Category of a profile. */
public enum CharacterCategory {
  /** Name, age, occupation. */
  BASIC_INFO("who it is: names, age, birth, occupation"),
  /** Looks and clothes. */
  APPEARANCE("what it looks like and wears"),
  /** Traits, likes, fears. */
  PERSONALITY("what it is like: traits with what shows them, likes, dislikes, fears"),
  /** What has happened. */
  BACKGROUND("what has happened to it, in the order of time"),
  /** Others. */
  RELATIONSHIPS("its relations to others, each with its attitude to them"),
  /** Skills and powers. */
  ABILITIES("what it can do, with the limits of it"),
  /** Way of speaking. */
  SPEECH_STYLE("how it speaks: register, phrases, how it calls others, example lines"),
  /** Goals, principles, taboos. */
  VALUES("what it wants and holds to: goals, principles, taboos");

  private static final JsonNode SHAPES = shapes();

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String purpose;

  CharacterCategory(String purpose) {
    this.purpose = purpose;
  }

  private static JsonNode shapes() {
    try (var in = CharacterCategory.class.getResourceAsStream("categories.json")) {
      return Json.tree(Objects.requireNonNull(in, "categories.json").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name that callers see, such as {@code basic_info}. */
  public String word() {
    return word;
  }

  /** What it is about, as models are told. */
  String purpose() {
    return purpose;
  }

  /**
   * JSON Schema of an answer: {@code data} in the form of the category, and {@code sources} with
   * quotes. Texts may be null; nothing inside of {@code data} has to be there, as what a text does
   * not say must not be made up.
   */
  ObjectNode schema() {
    var schema = Json.object().put("type", "object");
    var properties = schema.putObject("properties");
    properties.set("data", schema(SHAPES.path(word)));
    var sources = properties.putObject("sources").put("type", "array");
    var source = sources.putObject("items").put("type", "object");
    source.putObject("properties").putObject("quote").put("type", "string");
    source.putArray("required").add("quote");
    schema.putArray("required").add("data").add("sources");
    return schema;
  }

  private static ObjectNode schema(JsonNode shape) {
    var schema = Json.object();
    if (shape.isArray()) {
      schema.put("type", "array").set("items", schema(shape.path(0)));
    } else if (shape.isObject()) {
      var properties = schema.put("type", "object").putObject("properties");
      shape.forEachEntry((name, inner) -> properties.set(name, schema(inner)));
    } else {
      schema.putArray("type").add("string").add("null");
    }
    return schema;
  }

  /**
   * Category of that name.
   *
   * @throws Fault {@code invalid_request}
   */
  public static CharacterCategory of(String member, String word) {
    return Arrays.stream(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.invalid(
                    member,
                    "\"%s\" (expected: one of %s)".formatted(word, String.join(", ", words()))));
  }

  /** Names of all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(CharacterCategory::word).collect(Collectors.toList());
  }
}

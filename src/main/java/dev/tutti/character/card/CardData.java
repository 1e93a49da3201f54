package dev.tutti.character.card;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Documents of every version by the names of V3: what they have under {@code data}. */
final class CardData {
  private static final Map<String, String> OF_PYGMALION =
      Map.of(
          "char_name", "name",
          "char_persona", "description",
          "char_greeting", "first_mes",
          "world_scenario", "scenario",
          "example_dialogue", "mes_example");

  /** Names of members of an entry, from SillyTavern's, then AgnAI's and NovelAI's, to V2's. */
  private static final Map<String, String> OF_WORLD =
      Map.of(
          "key", "keys",
          "keysecondary", "secondary_keys",
          "order", "insertion_order",
          "uid", "id",
          "caseSensitive", "case_sensitive",
          "keywords", "keys",
          "entry", "content",
          "weight", "insertion_order",
          "text", "content");

  private static final Set<String> FRAME = Set.of("spec", "spec_version");

  private CardData() {}

  /** The data of a card or of a lorebook, a copy that may be changed. */
  static ObjectNode of(JsonNode document, CardVersion version) {
    return switch (version) {
      case V2, V3 -> document.path("data").deepCopy().asObject();
      case FLAT_V2, V1 -> renamed(document, Map.of());
      case PYGMALION -> renamed(document, OF_PYGMALION);
      case LOREBOOK_V3, WORLD -> JsonNodeFactory.instance.objectNode();
    };
  }

  private static ObjectNode renamed(JsonNode document, Map<String, String> names) {
    var data = JsonNodeFactory.instance.objectNode();
    for (var member : document.properties()) {
      var name = names.getOrDefault(member.getKey(), member.getKey());
      if (!FRAME.contains(member.getKey()) && isBlank(data.path(name))) {
        data.set(name, member.getValue().deepCopy());
      }
    }
    return data;
  }

  /** Some editors write both names of a member, one of them without a value. */
  private static boolean isBlank(JsonNode value) {
    return value.isMissingNode() || value.isNull() || value.asString("").isBlank();
  }

  /** The lorebook of a document; a missing node where it has none. */
  static JsonNode book(JsonNode document, CardVersion version) {
    return switch (version) {
      case V2, V3 -> book(document.path("data").path("character_book"));
      case FLAT_V2, V1, PYGMALION -> book(document.path("character_book"));
      case LOREBOOK_V3 -> book(document.path("data"));
      case WORLD -> renamed(document);
    };
  }

  /** Whether a book has its entries as SillyTavern's worlds have them, by their numbers. */
  static boolean isMap(JsonNode book) {
    return book.path("entries").isObject();
  }

  private static JsonNode book(JsonNode book) {
    return isMap(book) ? renamed(book) : book;
  }

  /** A book whose entries are a list, by the names of V2. */
  private static JsonNode renamed(JsonNode book) {
    var list = book.deepCopy().asObject();
    var entries = list.putArray("entries");
    book.path("entries").forEach(each -> entries.add(each.isObject() ? entry(each) : each));
    return list;
  }

  private static ObjectNode entry(JsonNode entry) {
    var members = new LinkedHashMap<String, JsonNode>();
    for (var member : entry.properties()) {
      members.put(OF_WORLD.getOrDefault(member.getKey(), member.getKey()), member.getValue());
    }
    var read = JsonNodeFactory.instance.objectNode().setAll(members);
    if (!entry.has("enabled")) {
      read.put("enabled", !entry.path("disable").asBoolean(false));
    }
    if (entry.path("position").isNumber()) {
      read.put("position", entry.path("position").asInt() == 1 ? "after_char" : "before_char");
    }
    return read;
  }
}

package dev.tutti.character.card;

import dev.tutti.character.lorebook.Lorebook;
import dev.tutti.character.lorebook.LorebookReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is understood of a card: texts are texts, lists are lists, whatever the document has.
 *
 * @param fields by the names of V3, each there: texts, lists of texts, and {@code nickname} or null
 * @param book of the card; null where it has none
 * @param entries of the book, as they are shown
 * @param warnings of the file and of its members
 * @param extensions of the card, whose numbers answers have room for; a missing node where it has
 *     none
 */
public record CardView(
    ObjectNode fields,
    @Nullable Lorebook book,
    List<ObjectNode> entries,
    List<CardWarning> warnings,
    JsonNode extensions) {

  /** The name that {@code {{char}}} stands for: the nickname, or else the name. */
  public String displayName() {
    var nickname = fields.path("nickname").asString("");
    return nickname.isBlank() ? text("name") : nickname;
  }

  /** A text of the card. */
  public String text(String name) {
    return fields.path(name).asString("");
  }

  /** The view of a card. */
  public static CardView of(Card card) {
    return new Reading(card).view();
  }

  /** A card while it is read. */
  private static final class Reading {
    private static final List<String> TEXTS =
        List.of(
            "name",
            "description",
            "personality",
            "scenario",
            "first_mes",
            "mes_example",
            "creator_notes",
            "system_prompt",
            "post_history_instructions",
            "creator",
            "character_version");
    private static final List<String> LISTS =
        List.of("alternate_greetings", "tags", "group_only_greetings");
    private static final Set<String> BESIDE =
        Set.of("name", "description", "personality", "scenario", "first_mes", "mes_example");

    private final Card card;
    private final ObjectNode data;
    private final List<CardWarning> warnings;
    private boolean halves;

    Reading(Card card) {
      this.card = card;
      this.data = CardData.of(card.document(), card.version());
      this.warnings = new ArrayList<>(card.warnings());
    }

    CardView view() {
      var fields = JsonNodeFactory.instance.objectNode();
      if (!card.version().isLorebook()) {
        TEXTS.forEach(name -> fields.put(name, text(name)));
        LISTS.forEach(name -> list(fields, name));
        fields.put("nickname", data.hasNonNull("nickname") ? text("nickname") : null);
        warnOfFrame();
      }
      var book = CardData.book(card.document(), card.version());
      var entries = entries(book);
      var lore = book.isObject() ? LorebookReader.read(book) : null;
      if (lore != null) {
        lore.warnings().forEach(each -> warn(each.code(), each.message(), each.where()));
      }
      if (halves) {
        warn("lone_surrogate", "half of a character: shown as U+FFFD, exported as it was", "");
      }
      return new CardView(
          fields, lore, entries, List.copyOf(warnings), CardJson.readable(data.path("extensions")));
    }

    private void warn(String code, String message, String where) {
      warnings.add(new CardWarning(code, message, where));
    }

    private void warnOfFrame() {
      if (card.version() == CardVersion.FLAT_V2) {
        warn("flat_v2", "members of V2 at the root: read as if they were in data", "");
      }
      boolean framed = card.version() == CardVersion.V2 || card.version() == CardVersion.V3;
      if (framed && BESIDE.stream().anyMatch(card.document()::has)) {
        warn("keys_beside_data", "members of V1 beside data: data counts", "");
      }
    }

    private String text(String name) {
      var node = data.path(name);
      if (node.isContainer()) {
        warn(
            "unexpected_type", "a list or an object: read as if it were not there", "data." + name);
      }
      return text(node);
    }

    private String text(JsonNode node) {
      return node.isValueNode() && !node.isNull() ? whole(node.asString()) : "";
    }

    /** A text without halves of characters. */
    private String whole(String text) {
      StringBuilder whole = null;
      for (int i = 0; i < text.length(); i++) {
        if (CardJson.isHalf(text, i)) {
          halves = true;
          whole = whole == null ? new StringBuilder(text) : whole;
          whole.setCharAt(i, '\uFFFD');
        }
      }
      return whole == null ? text : whole.toString();
    }

    private void list(ObjectNode fields, String name) {
      var list = fields.putArray(name);
      var node = data.path(name);
      if (node.isArray()) {
        node.forEach(each -> list.add(text(each)));
      } else if (node.isString() && !node.asString().isEmpty()) {
        warn("string_instead_of_list", "one text: read as a list of it", "data." + name);
        list.add(text(node));
      } else if (node.isObject()) {
        warn("unexpected_type", "an object: read as if it were not there", "data." + name);
      }
    }

    private List<ObjectNode> entries(JsonNode book) {
      if (isMap()) {
        warn("lorebook_map", "entries by their numbers: read as a list", "character_book.entries");
      }
      var entries = new ArrayList<ObjectNode>();
      for (var each : book.path("entries")) {
        if (each.isObject()) {
          entries.add(entry(each));
        }
      }
      return List.copyOf(entries);
    }

    private boolean isMap() {
      var document = card.document();
      return CardData.isMap(document)
          || CardData.isMap(document.path("character_book"))
          || CardData.isMap(document.path("data"))
          || CardData.isMap(document.path("data").path("character_book"));
    }

    private ObjectNode entry(JsonNode each) {
      var shown = JsonNodeFactory.instance.objectNode();
      keys(shown, "keys", each.path("keys"));
      shown.put("content", text(each.path("content")));
      shown.put("enabled", each.path("enabled").asBoolean(true));
      shown.set("insertion_order", number(each.path("insertion_order")));
      shown.put("constant", each.path("constant").asBoolean(false));
      shown.put("selective", each.path("selective").asBoolean(false));
      keys(shown, "secondary_keys", each.path("secondary_keys"));
      var position = each.path("position");
      shown.put("position", position.isString() ? position.asString() : "before_char");
      return shown;
    }

    private void keys(ObjectNode shown, String name, JsonNode node) {
      var list = shown.putArray(name);
      LorebookReader.words(node).forEach(each -> list.add(whole(each)));
    }

    /** A number that any reader has room for, whatever its exponent is. */
    private static JsonNode number(JsonNode node) {
      var value = LorebookReader.number(node);
      if (node.isIntegralNumber()) {
        return node;
      }
      var factory = JsonNodeFactory.instance;
      return value == null || !Double.isFinite(value)
          ? factory.numberNode(0)
          : value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE
              ? factory.numberNode(value.longValue())
              : factory.numberNode(value);
    }
  }
}

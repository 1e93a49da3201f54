package dev.tutti.character.generation;

import dev.tutti.character.card.CardReader;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Card of a profile, as V3: looks and story are the description, example lines the first message
 * and the examples, others and abilities a lorebook, and the whole profile stands under {@code
 * extensions}.
 */
final class ProfileCard {
  /** The extension that the profile is. */
  static final String EXTENSION = "tutti/profile";

  private static final String DATA = "data";
  private static final String EXTENSIONS = "extensions";

  /** Members that are made of a profile. */
  private static final List<String> MADE =
      List.of("description", "personality", "first_mes", "mes_example", "character_book");

  private static final int MOST_ENTRIES = 100;

  private final String name;
  private final ObjectNode profile;

  private ProfileCard(String name, ObjectNode profile) {
    this.name = name;
    this.profile = profile;
  }

  /** The document of a card. */
  static byte[] of(String name, ObjectNode profile) {
    return Json.bytes(new ProfileCard(name, profile).card());
  }

  /** A card with a profile that was kept, perhaps with words that its owner has changed. */
  record Kept(JsonNode document, ObjectNode profile) {
    /** The document with another profile: what its owner has changed stays as it is. */
    ObjectNode with(ObjectNode other) {
      var changed = (ObjectNode) document.deepCopy();
      var data = (ObjectNode) changed.path(DATA);
      var name = data.path("name").asString("");
      var before = document(name, profile);
      var after = document(name, other);
      for (var member : MADE) {
        if (data.path(member).equals(before.path(member))) {
          data.set(member, after.path(member));
        }
      }
      data.withObject(EXTENSIONS).set(EXTENSION, other);
      return changed;
    }

    /** The data of a card as it is read again. */
    private static JsonNode document(String name, ObjectNode profile) {
      return CardReader.read(ProfileCard.of(name, profile)).document().path(DATA);
    }
  }

  /**
   * The card of a document.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} where it has no profile
   */
  static Kept read(JsonNode document) {
    if (document.path(DATA).path(EXTENSIONS).path(EXTENSION) instanceof ObjectNode profile) {
      return new Kept(document, profile);
    }
    throw CategoryAgain.withoutProfile();
  }

  private ObjectNode card() {
    var card = Json.object().put("spec", "chara_card_v3").put("spec_version", "3.0");
    var data = card.putObject(DATA);
    data.put("name", name);
    data.put("description", told("basic_info", "appearance", "background", "values"));
    data.put("personality", told("personality", "speech_style"));
    data.put("scenario", "");
    data.put("first_mes", lines().stream().findFirst().orElse(""));
    data.put("mes_example", examples());
    for (var empty : List.of("creator_notes", "system_prompt", "post_history_instructions")) {
      data.put(empty, "");
    }
    data.putArray("alternate_greetings");
    data.putArray("group_only_greetings");
    data.putArray("tags");
    data.put("creator", "").put("character_version", "");
    data.set("character_book", book());
    data.putObject(EXTENSIONS).set(EXTENSION, profile);
    return card;
  }

  private JsonNode data(String category) {
    return profile.path(category).path(DATA);
  }

  private String told(String... categories) {
    var text = new StringJoiner("\n");
    for (var category : categories) {
      data(category).forEachEntry((label, value) -> line(text, label, value));
    }
    return text.toString();
  }

  private static void line(StringJoiner text, String label, JsonNode value) {
    if (label.equals("examples") || label.equals("name")) {
      return;
    }
    var words = words(value);
    if (!words.isEmpty()) {
      text.add(label.equals("summary") ? words : label.replace('_', ' ') + ": " + words);
    }
  }

  private static String words(JsonNode value) {
    if (value.isArray()) {
      var list = new StringJoiner("; ");
      value.forEach(each -> addWords(list, words(each)));
      return list.toString();
    }
    if (value.isObject()) {
      var parts = new StringJoiner(", ");
      value.forEach(each -> addWords(parts, words(each)));
      return parts.toString();
    }
    return value.isNull() ? "" : value.asString("").strip();
  }

  private static void addWords(StringJoiner all, String words) {
    if (!words.isEmpty()) {
      all.add(words);
    }
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    for (var each : data("speech_style").path("examples")) {
      var line = each.path("line").asString("").strip();
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private String examples() {
    var text = new StringBuilder();
    lines().forEach(line -> text.append("<START>\n{{char}}: ").append(line).append('\n'));
    return text.toString().strip();
  }

  private ObjectNode book() {
    var book = Json.object();
    book.putObject(EXTENSIONS);
    var entries = book.putArray("entries");
    entries(entries, "relationships");
    entries(entries, "abilities");
    return book;
  }

  private void entries(ArrayNode entries, String category) {
    for (var each : data(category)) {
      var key = each.path("name").asString("").strip();
      var content = words(each);
      if (!key.isEmpty() && !content.equals(key) && entries.size() < MOST_ENTRIES) {
        var entry = entries.addObject();
        entry.putArray("keys").add(key);
        entry.put("content", content).put("enabled", true);
        entry.put("insertion_order", entries.size()).put("use_regex", false);
        entry.put("comment", category).putObject(EXTENSIONS);
      }
    }
  }
}

package dev.tutti.character.generation;

import dev.tutti.character.CharacterFile;
import dev.tutti.character.StoredCharacters;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One category of a character that is made anew, of the text that is kept with the character.
 * Blocking.
 *
 * @param id of the character
 */
record CategoryAgain(StoredCharacters characters, String owner, String id) {
  private static final String CHARACTER = "character";
  private static final String CATEGORY = "category";
  private static final String TEXT = "text";

  /** Members of what is kept that a request may say otherwise. */
  private static final List<String> CHANGEABLE =
      List.of(TEXT, "language", "model", "fallback_model", "invent", "timeout");

  private static final int TRIES = 3;

  /** The one that an input means. */
  static CategoryAgain of(StoredCharacters characters, String owner, ObjectNode input) {
    return new CategoryAgain(characters, owner, input.path(CHARACTER).asString(""));
  }

  /**
   * Checks what can be checked without the character.
   *
   * @return what is asked, without the text that is kept
   * @throws Fault {@code invalid_request}
   */
  static GenerationRequest check(ObjectNode input) {
    if (!input.path(CHARACTER).isString()) {
      throw Fault.invalid(CHARACTER, input.path(CHARACTER) + " (expected: the id of a character)");
    }
    return request(input, Json.object().put("name", input.path(CHARACTER).asString()));
  }

  /**
   * The request that its category is made by.
   *
   * @throws Fault {@code invalid_request}, where no text is kept and none is given, too
   */
  GenerationRequest request(ObjectNode input) {
    var kept = join(characters.source(owner, id));
    if (!kept.isEmpty()) {
      return request(input, (ObjectNode) Json.tree(kept));
    }
    if (!input.path(TEXT).isString()) {
      throw Fault.invalid(
          TEXT, "is missing, and none is kept with the character (expected: what it is made of)");
    }
    var name = join(characters.one(owner, id)).name();
    return request(input, Json.object().put("name", name));
  }

  private static GenerationRequest request(ObjectNode input, ObjectNode kept) {
    for (var member : CHANGEABLE) {
      if (input.hasNonNull(member)) {
        kept.set(member, input.get(member));
      }
    }
    var category = CharacterCategory.of(CATEGORY, input.path(CATEGORY).asString(""));
    kept.putArray("categories").add(category.word());
    return GenerationRequest.read(kept);
  }

  /**
   * Puts what was made into the card.
   *
   * @return the whole profile of the character
   * @throws Fault where the card has no profile, or is changed again and again
   */
  ObjectNode put(ObjectNode made) {
    for (int i = 1; ; i++) {
      var before = CharacterFile.read(join(characters.file(owner, id)));
      var card = ProfileCard.read(before.card().document());
      var profile = card.profile().deepCopy();
      made.forEachEntry(profile::set);
      try {
        var after = before.with(card.with(profile));
        var _ = join(characters.replace(owner, id, after, before.bytes()));
        return profile;
      } catch (Fault fault) {
        if (fault.status() != StoredCharacters.CONFLICT || i == TRIES) {
          throw fault;
        }
      }
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw Fault.from(e);
    }
  }

  /** Fault of a card that was not made here. */
  static Fault withoutProfile() {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "character: its card has no profile (expected: one that was made of a text)")
        .at(CHARACTER);
  }
}

package dev.tutti.character.generation.source;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text with its origin.
 *
 * @param url of the page; empty for none
 * @param revision of the page as its place counts; empty where it does not
 * @param licence as far as it is known; empty otherwise
 */
public record CollectedText(
    String title, String url, String revision, String licence, String text) {
  /** The longest text that is kept, in characters. */
  public static final int LONGEST = 200_000;

  /** Cuts what is too long. */
  public CollectedText {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Its origin, as callers see it. */
  public ObjectNode origin() {
    return Json.object()
        .put("title", title)
        .put("url", url)
        .put("revision", revision)
        .put("licence", licence)
        .put("characters", text.length());
  }
}

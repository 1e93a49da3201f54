package dev.tutti.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The frames of a recorded stream with their places in bytes: events between blank lines, or lines
 * of JSON.
 */
final class Frames {
  private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");
  private static final Pattern LINE = Pattern.compile("\r?\n");

  private Frames() {}

  /**
   * One frame.
   *
   * @param start where it begins, in bytes from the start of the body
   * @param end where its delimiter begins
   * @param json missing when the frame holds none: a comment, {@code [DONE]}
   */
  record Frame(int start, int end, JsonNode json) {}

  static List<Frame> of(byte[] body) {
    // One char per byte, so that places in the text are places in bytes.
    var text = new String(body, StandardCharsets.ISO_8859_1);
    boolean lines = text.stripLeading().startsWith("{");
    var delimiters = (lines ? LINE : BLANK_LINE).matcher(text);
    var frames = new ArrayList<Frame>();
    int start = 0;
    while (delimiters.find()) {
      frames.add(frame(text, start, delimiters.start()));
      start = delimiters.end();
    }
    if (start < text.length()) {
      frames.add(frame(text, start, text.length()));
    }
    return frames;
  }

  private static Frame frame(String text, int start, int end) {
    var frame = text.substring(start, end);
    var json = new StringBuilder();
    for (var line : LINE.split(frame)) {
      if (line.startsWith("data:")) {
        json.append(line.substring("data:".length()));
      } else if (line.startsWith("{")) {
        json.append(line);
      }
    }
    return new Frame(start, end, json(json.toString()));
  }

  private static JsonNode json(String bytes) {
    try {
      var text = bytes.getBytes(StandardCharsets.ISO_8859_1);
      return bytes.isBlank() ? MissingNode.getInstance() : Corpus.JSON.readTree(text);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}

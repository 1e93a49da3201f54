package dev.tutti.template;

import dev.tutti.template.Token.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the lines of the author's text that start another message, {@code <!-- role: user -->}.
 * They are found in the source, before anything is rendered, so that no value can forge one.
 */
final class Markers {
  private static final Pattern MARKER = Pattern.compile("<!--\\s*role\\s*:\\s*([^>]*?)\\s*-->");

  private final Manuscript source;
  private final String text;
  private final List<Token> tokens;

  Markers(Manuscript source, List<Token> tokens) {
    this.source = source;
    this.text = source.text();
    this.tokens = tokens;
  }

  /**
   * Adds the tokens of a text between two tags.
   *
   * @param to where the text ends, without what white space control takes
   * @param tag where the next tag begins
   */
  void text(int from, int to, int tag) {
    int at = from;
    for (int open = text.indexOf("<!--", from);
        open >= 0 && open < tag;
        open = text.indexOf("<!--", open + 4)) {
      var marker = MARKER.matcher(text).region(open, tag);
      if (marker.lookingAt()) {
        int line = text.lastIndexOf('\n', open) + 1;
        int newline = text.indexOf('\n', marker.end());
        int end = newline < 0 ? text.length() : newline + 1;
        refuseCompany(line, open, marker.end(), end);
        plain(at, Math.min(line, to));
        tokens.add(new Token(Kind.MARKER, role(marker.group(1), open), "", source.place(open)));
        at = Math.min(end, tag);
      }
    }
    plain(at, to);
  }

  private void refuseCompany(int line, int open, int close, int end) {
    if (!text.substring(line, open).isBlank() || !text.substring(close, end).isBlank()) {
      throw source.refuse(
          open, "a role marker must stand alone in its line (as text, write it within raw)");
    }
  }

  private String role(String name, int open) {
    return Role.of(name)
        .map(Role::title)
        .orElseThrow(
            () ->
                source.refuse(
                    open,
                    "the role '%s' is not known (expected: system, user, assistant)"
                        .formatted(name)));
  }

  private void plain(int from, int to) {
    if (to > from) {
      tokens.add(new Token(Kind.TEXT, text.substring(from, to), "", source.place(from)));
    }
  }
}

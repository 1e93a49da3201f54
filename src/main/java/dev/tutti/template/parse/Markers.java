package dev.tutti.template.parse;

import dev.tutti.template.api.MessageRole;
import dev.tutti.template.parse.Token.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Search for the lines of the author's text that start another message, {@code <!-- role: user
 * -->}. They are found in the source, before anything is rendered, so that no value can forge one.
 */
final class Markers {
  private static final String OPEN = "<!--";
  private static final String CLOSE = "-->";

  /** The words between the two; possessive, so that it is tried once at every place. */
  private static final Pattern ROLE = Pattern.compile("\\s*+role\\s*+:\\s*+([^>]{0,200}+)");

  private final SourceText source;
  private final String text;
  private final List<Token> tokens;

  Markers(SourceText source, List<Token> tokens) {
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
    int close = -1;
    for (int open = text.indexOf(OPEN, from, tag);
        open >= 0;
        open = text.indexOf(OPEN, open + OPEN.length(), tag)) {
      int inner = open + OPEN.length();
      close = close < inner ? text.indexOf(CLOSE, inner, tag) : close;
      if (close < 0) {
        break; // no marker ends before the tag
      }
      var role = ROLE.matcher(text).region(inner, close);
      if (role.matches()) {
        int line = source.lineStart(open);
        int end = source.lineEnd(close);
        refuseCompany(line, open, close + CLOSE.length(), end);
        plain(at, Math.min(line, to));
        var title = role(role.group(1).strip(), open);
        tokens.add(new Token(Kind.MARKER, title, "", source.place(open)));
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
    return MessageRole.of(name)
        .map(MessageRole::title)
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

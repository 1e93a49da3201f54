package dev.tutti.gateway.messages;

/** Knows when a JSON object that comes in pieces has come to its end. Not thread-safe. */
final class JsonEnd {
  private int depth;
  private boolean begun;
  private boolean text;
  private boolean escaped;

  void add(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  private void add(char c) {
    if (text) {
      boolean quote = c == '"' && !escaped;
      escaped = c == '\\' && !escaped;
      text = !quote;
      return;
    }
    switch (c) {
      case '"' -> text = true;
      case '{', '[' -> {
        depth++;
        begun = true;
      }
      case '}', ']' -> depth--;
      default -> {}
    }
  }

  boolean reached() {
    return begun && depth <= 0 && !text;
  }
}

package dev.tutti.chat;

/**
 * Size that a JSON text will have as a tree, told from its bytes before there is one: one pass, a
 * nanosecond for a byte or less. Right for any JSON; of what is not JSON it says something that is
 * right up to the place where a parser stops.
 *
 * @param names how many members its objects have
 * @param nodes bytes of heap that its tree takes beside the characters of its texts, at most
 */
record JsonSize(long names, long nodes) {
  private static final int LIST = 96; // a node, a list and its first array
  private static final int OBJECT = 160; // a node, a map and its table
  private static final int MEMBER = 112; // an entry, a name and a value
  private static final int ELEMENT = 32; // a value and its place in a list
  private static final int TOKEN = 64;

  /** The size of a text of which no more is read than the bounds allow. */
  static JsonSize of(byte[] bytes, JsonBounds bounds) {
    long names = 0;
    long nodes = ELEMENT;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '"' -> i = afterText(bytes, i);
        case ',' -> nodes += ELEMENT;
        case ':' -> {
          nodes += MEMBER;
          names++;
        }
        case '[' -> nodes += LIST;
        case '{' -> nodes += OBJECT;
        default -> {}
      }
    }
    return new JsonSize(names, Math.min(nodes, (long) TOKEN * bounds.tokens()));
  }

  /** The place of the quotation mark that ends a text, or the end of the bytes. */
  private static int afterText(byte[] bytes, int start) {
    int at = start + 1;
    while (at < bytes.length && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }
}

package dev.tutti.replay;

/**
 * One thing that is wrong with an answer.
 *
 * @param kind what is wrong, the same word for the same cause: {@code text}, {@code usage.output},
 *     {@code schema}, {@code sse.done}
 */
record Problem(String kind, String detail) {
  private static final int WIDTH = 220;

  static Problem differs(String kind, Object expected, Object found) {
    return new Problem(
        kind, "expected " + shorten(expected) + "\n      found    " + shorten(found));
  }

  /** Texts that differ: shown from shortly before the first difference. */
  static Problem textDiffers(String kind, String expected, String found) {
    int at = 0;
    while (at < expected.length()
        && at < found.length()
        && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    int from = Math.max(0, at - 40);
    return new Problem(
        kind,
        "differs at character %d of %d\n      expected …%s\n      found    …%s"
            .formatted(
                at,
                expected.length(),
                shorten(expected.substring(from)),
                shorten(found.substring(from))));
  }

  static String shorten(Object value) {
    var text = String.valueOf(value).replace("\n", "\\n");
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
  }
}

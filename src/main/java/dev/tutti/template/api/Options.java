package dev.tutti.template.api;

/**
 * Options of writing white space and JSON.
 *
 * @param trimBlocks whether the newline after a tag or a comment belongs to it
 * @param lstripBlocks whether blanks between the start of a line and a tag or a comment belong to
 *     it
 * @param keepTrailingNewline whether a newline at the end of the file is part of the text
 * @param asciiJson whether {@code tojson} writes characters beyond ASCII as escapes
 */
public record Options(
    boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline, boolean asciiJson) {
  /**
   * For prompts: a line that holds only a tag leaves nothing in the prompt, and Chinese stays
   * Chinese in JSON.
   */
  public static Options forPrompts() {
    return new Options(true, true, false, false);
  }

  /** As Jinja2's {@code Environment} does unless it is told otherwise. */
  public static Options asJinja() {
    return new Options(false, false, false, true);
  }
}

package dev.tutti.selection.keyword;

/** Prompt prepared for keywords: folded, cut into words, without its payload. Immutable. */
public final class KeywordText {
  private KeywordText() {}

  /** The prepared prompt; prepare it once for all rules. */
  public static KeywordText of(String prompt) {
    return new KeywordText();
  }
}

package dev.tutti.character.generation.source;

/**
 * What is looked for, and where.
 *
 * @param kind of the source, or the name of a configured one
 * @param url of the page, or of the place that has pages; empty for the configured one
 * @param title of the page
 * @param language such as {@code zh}; empty for any
 */
public record SourceQuery(String kind, String url, String title, String language) {
  /** Nothing is collected: the text was given. */
  public static final SourceQuery NONE = new SourceQuery("text", "", "", "");

  /** Whether something is to be collected. */
  public boolean isWanted() {
    return !kind.equals(NONE.kind);
  }

  /** The same, of a kind and at a place. */
  SourceQuery at(String itsKind, String itsUrl) {
    return new SourceQuery(itsKind, itsUrl, title, language);
  }
}

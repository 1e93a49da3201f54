package dev.tutti.query;

/** What is wrong with the text of a query, and where. */
public final class QuerySyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int position;

  /**
   * @param position of the first character that is wrong, counted from 1
   */
  QuerySyntaxException(int position, String message) {
    super("at %d: %s".formatted(position, message));
    this.position = position;
  }

  /** Position of the first character that is wrong, counted from 1. */
  public int position() {
    return position;
  }
}

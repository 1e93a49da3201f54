package dev.tutti.config;

/** Place at which a value was written. */
public sealed interface Place {

  /** The file's name as it was given, or what else the value came from, such as an option. */
  String source();

  /** A character of a file; both counts begin at 1, columns are Unicode code points. */
  record Point(String source, int line, int column) implements Place {
    @Override
    public String toString() {
      return source + ":" + line + ":" + column;
    }
  }

  /** A source that has no lines to point at. */
  record Whole(String source) implements Place {
    @Override
    public String toString() {
      return source;
    }
  }
}

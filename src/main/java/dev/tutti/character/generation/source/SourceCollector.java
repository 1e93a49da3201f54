package dev.tutti.character.generation.source;

/** Way to one kind of source; plugins implement it. Thread-safe. */
public interface SourceCollector {
  /** Name of the kind, such as {@code mediawiki}. */
  String kind();

  /**
   * Collects; blocks.
   *
   * @throws dev.tutti.chat.Fault saying why there is nothing
   */
  CollectedText collect(SourceQuery query, PageClient pages);
}

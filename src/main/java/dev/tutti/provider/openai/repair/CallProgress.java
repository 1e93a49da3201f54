package dev.tutti.provider.openai.repair;

/** Progress of a stream with one tool call. Not thread-safe. */
final class CallProgress {
  private final int index;
  private final int upstreamIndex;
  private String id;
  private boolean named;
  private boolean whole;
  private String held = "";

  CallProgress(int index, int upstreamIndex, String id) {
    this.index = index;
    this.upstreamIndex = upstreamIndex;
    this.id = id;
  }

  /** Its number among the choice's calls, from 0. */
  int index() {
    return index;
  }

  /** The upstream's number for it, -1 where there is none. */
  int upstreamIndex() {
    return upstreamIndex;
  }

  /** Its id, empty while there is none. */
  String id() {
    return id;
  }

  /** Whether its id and name were said. */
  boolean named() {
    return named;
  }

  /** Holds arguments back until the name is known. */
  void hold(String knownId, String arguments) {
    id = id.isEmpty() ? knownId : id;
    held += arguments;
  }

  /** Notes that id and name are said now; gives the arguments that were held back. */
  String name(String saidId, boolean wholeArguments) {
    id = saidId;
    named = true;
    whole = wholeArguments;
    var before = held;
    held = "";
    return before;
  }

  /**
   * Whether a fragment with the same number belongs to another call: some upstreams number every
   * parallel call 0, or send each of them whole.
   */
  boolean isOther(String otherId, String name, String arguments) {
    if (!named || name.isEmpty()) {
      return false;
    }
    boolean both = whole && isWhole(arguments);
    return otherId.isEmpty() ? both : both || !otherId.equals(id);
  }

  /** Whether arguments look like all of them, and not like a fragment. */
  static boolean isWhole(String arguments) {
    var text = arguments.strip();
    return text.startsWith("{") && text.endsWith("}");
  }
}

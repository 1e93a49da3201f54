package dev.tutti.responses;

/** Predecessor of a response: what it goes on with. */
public sealed interface Follows {

  /** Nothing: it is the first one. */
  record Nothing() implements Follows {}

  /** An earlier response, and all before it. */
  record Response(String id) implements Follows {}

  /** A conversation. */
  record Conversation(String id) implements Follows {}
}

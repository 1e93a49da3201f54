package dev.tutti.responses;

/** Predecessor of a response: what it goes on with. */
public sealed interface Predecessor {

  /** Nothing: it is the first one. */
  record Nothing() implements Predecessor {}

  /** An earlier response, and all before it. */
  record Response(String id) implements Predecessor {}

  /** A conversation. */
  record Conversation(String id) implements Predecessor {}
}

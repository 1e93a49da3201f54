package dev.tutti.chat;

/** Exception of another room that says which fault it is for callers. */
public interface FaultCause {

  /** The fault, with a message for callers. */
  Fault fault();
}

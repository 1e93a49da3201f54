package dev.tutti.template.python;

/** Python's {@code None}, so that no value is a Java null. */
public enum None {
  /** The only one. */
  NONE
}

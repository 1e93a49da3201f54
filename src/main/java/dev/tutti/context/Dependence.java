package dev.tutti.context;

/** Degree to which a user's message depends on what was said before it. */
public enum Dependence {
  /** It follows up on something, or nobody has decided: what it may refer to is kept. */
  DEPENDENT,

  /** It seems to stand alone; the last exchange is kept in case it does not. */
  UNSURE,

  /** It stands alone: nothing of what was said before it is needed. */
  INDEPENDENT
}

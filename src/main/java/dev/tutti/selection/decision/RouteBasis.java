package dev.tutti.selection.decision;

import java.util.Locale;

/** What a decision rests on in the end. */
public enum RouteBasis {
  /** A rule of the operator names the model. */
  RULE,
  /** The request suits several models, and the operator names who they are. */
  STRATEGY,
  /** Outcomes that were learned. */
  OUTCOMES,
  /** What is believed of models by price, size and tier. */
  PRIOR,
  /** Nothing speaks, so the default tier. */
  DEFAULT,
  /** It is the only model that may be asked. */
  ONLY,
  /** A model was tried of which little is known. */
  EXPLORATION,
  /** The conversation has a model. */
  STICKY;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word that users see. */
  public String word() {
    return word;
  }
}

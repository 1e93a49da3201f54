package dev.tutti.selection.analysis;

import java.util.Locale;

/** Kind of words that say how hard a prompt is; the lists of {@code cues.txt} have their names. */
enum Cue {
  PROOF(.35, "asks for a proof"),
  STEPS(.1, "asks for steps or details"),
  COMPARISON(.15, "asks for a comparison"),
  DEPTH(.15, "asks for an assessment"),
  DESIGN(.15, "asks for a design or an optimisation"),
  CONSTRAINT(.05, "sets conditions"),
  EXPERT(.1, "is about a field of experts"),
  REASONING(.1, "asks for a conclusion"),
  TEXT(.05, "asks for a text"),
  GREETING(-.2, "greets"),
  DEFINITION(-.2, "asks for a definition"),
  FACT(-.15, "asks for a fact"),
  BRIEF(-.05, "asks for something brief");

  private final double weight;
  private final String reason;

  Cue(double weight, String reason) {
    this.weight = weight;
    this.reason = reason;
  }

  /** What it adds to the complexity. */
  double weight() {
    return weight;
  }

  /** The name of its list and of its signal. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its number among the features: the order of the cues changes with new weights only. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  /** The signal of a word. */
  PromptSignal signal(String word) {
    return new PromptSignal(label(), weight, "%s: \"%s\"".formatted(reason, word));
  }
}

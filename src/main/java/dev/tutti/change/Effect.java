package dev.tutti.change;

import tools.jackson.databind.JsonNode;

/** Effect of a change on its subject. */
public sealed interface Effect {

  /** The word that users see. */
  String word();

  /**
   * This section is there, whatever the file says.
   *
   * @param json as it was given, secrets included: not to be shown
   */
  record Given(JsonNode json) implements Effect {
    @Override
    public String word() {
      return "given";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /** The file's section is not there. */
  record Hidden() implements Effect {
    @Override
    public String word() {
      return "hidden";
    }
  }

  /** The deployment gets no new calls. */
  record Drained() implements Effect {
    @Override
    public String word() {
      return "drained";
    }
  }

  /** Nothing is changed any more: the file is right. */
  record Cleared() implements Effect {
    @Override
    public String word() {
      return "cleared";
    }
  }
}

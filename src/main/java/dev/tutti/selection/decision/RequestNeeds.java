package dev.tutti.selection.decision;

/**
 * What a request needs of a model.
 *
 * @param promptTokens of its prompt, estimated
 * @param answerTokens that its answer may have, estimated
 * @param vision whether it shows pictures
 * @param tools whether it has tools
 * @param json whether its answer must be JSON
 */
public record RequestNeeds(
    long promptTokens, long answerTokens, boolean vision, boolean tools, boolean json) {
  /** A short question and a short answer. */
  public static final RequestNeeds LITTLE = new RequestNeeds(100, 256, false, false, false);
}

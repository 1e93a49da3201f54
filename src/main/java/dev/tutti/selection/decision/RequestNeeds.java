package dev.tutti.selection.decision;

/**
 * What a request needs of a model.
 *
 * @param promptTokens of its prompt, estimated
 * @param answerTokens that its answer may have, estimated
 * @param vision whether it shows pictures
 * @param tools whether it has tools
 * @param json whether its answer must be JSON
 * @param single whether it asks for anything else that only one model can give, such as several
 *     answers
 */
public record RequestNeeds(
    long promptTokens,
    long answerTokens,
    boolean vision,
    boolean tools,
    boolean json,
    boolean single) {
  /** A short question and a short answer. */
  public static final RequestNeeds LITTLE = new RequestNeeds(100, 256, false, false, false, false);

  /** Whether several models together may answer it with a text. */
  boolean suitsSeveral() {
    return !vision && !tools && !json && !single;
  }
}

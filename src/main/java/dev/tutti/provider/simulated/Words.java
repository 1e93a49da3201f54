package dev.tutti.provider.simulated;

/** Source of the text of a choice. */
@FunctionalInterface
interface Words {

  /** The words of one choice. */
  String of(SimulatedRequest request, int choice);

  /**
   * JSON where the prompt describes it by a schema, a summary where it asks for one; else a
   * labelled answer that repeats what was asked, or what the tools answered.
   */
  static String answer(SimulatedRequest request, int choice) {
    return WrittenShape.schema(request.texts())
        .map(schema -> request.sample(schema, "messages", choice))
        .or(() -> request.language().summary(request.question(choice)))
        .orElseGet(() -> plainAnswer(request, choice));
  }

  private static String plainAnswer(SimulatedRequest request, int choice) {
    var language = request.language();
    var random = request.random(choice);
    return request.results().isEmpty()
        ? language.answer(request.question(choice), request.attachments(), random)
        : language.toolAnswer(ToolSelection.results(request));
  }

  /** Exactly what was asked. */
  static String echo(SimulatedRequest request, int choice) {
    return request.question(choice);
  }

  static String think(SimulatedRequest request, int choice) {
    return request.language().thought(request.question(choice));
  }

  static String refusal(SimulatedRequest request, int choice) {
    return request.language().refusal(request.question(choice));
  }

  /** Words of no meaning, about this many tokens. */
  static Words filler(int tokens) {
    return (request, _) -> request.language().filler(tokens);
  }
}

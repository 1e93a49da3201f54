package dev.tutti.provider.simulated;

/** Source of the text of a choice. */
@FunctionalInterface
interface Words {

  /** The words of one choice. */
  String of(Asked asked, int choice);

  /**
   * JSON where the prompt describes it by a schema, a summary where it asks for one; else a
   * labelled answer that repeats what was asked, or what the tools answered.
   */
  static String answer(Asked asked, int choice) {
    return WrittenShape.schema(asked.texts())
        .map(schema -> asked.sample(schema, "messages", choice))
        .or(() -> asked.language().summary(asked.question(choice)))
        .orElseGet(() -> plainAnswer(asked, choice));
  }

  private static String plainAnswer(Asked asked, int choice) {
    var language = asked.language();
    var random = asked.random(choice);
    return asked.results().isEmpty()
        ? language.answer(asked.question(choice), asked.attachments(), random)
        : language.toolAnswer(Tooling.results(asked));
  }

  /** Exactly what was asked. */
  static String echo(Asked asked, int choice) {
    return asked.question(choice);
  }

  static String think(Asked asked, int choice) {
    return asked.language().thought(asked.question(choice));
  }

  static String refusal(Asked asked, int choice) {
    return asked.language().refusal(asked.question(choice));
  }

  /** Words of no meaning, about this many tokens. */
  static Words filler(int tokens) {
    return (asked, _) -> asked.language().filler(tokens);
  }
}

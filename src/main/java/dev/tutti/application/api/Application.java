package dev.tutti.application.api;

import dev.tutti.chat.Fault;
import tools.jackson.databind.node.ObjectNode;

/** Application over texts, documents and models. Thread-safe. */
public interface Application {

  /** Name, of lower-case letters and {@code _}: {@code /v1/apps/{name}}, {@code app:{name}}. */
  String name();

  /** Whether it works on parameters alone, without any text or document. */
  default boolean worksWithoutInput() {
    return false;
  }

  /**
   * Goes on only with parameters that it can heed. Fast; asks nobody.
   *
   * @throws Fault {@code invalid_request}, naming the parameter
   */
  void check(ApplicationParameters parameters);

  /**
   * Runs it on a thread that may block.
   *
   * @return the members of {@code result}, every one of them in each run
   * @throws Fault where nothing came of it
   */
  ObjectNode run(ApplicationRun run);

  /** Text of a result for people, as Markdown: the answer of {@code app:{name}} and of the CLI. */
  String text(ObjectNode result);
}

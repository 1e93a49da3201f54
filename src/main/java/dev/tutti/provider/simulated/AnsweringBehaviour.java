package dev.tutti.provider.simulated;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Tool;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Behaviour of a model that answers with vectors when it is asked to embed, with tool calls when a
 * tool is chosen, with JSON when JSON is demanded, otherwise with words.
 *
 * @param opening what it does before it answers
 * @param words what it says when nothing else is demanded
 * @param eager whether it calls every tool that it is offered
 * @param finish why it stops talking
 */
record AnsweringBehaviour(Opening opening, Words words, boolean eager, FinishReason finish)
    implements Behaviour {

  /** First part of a choice, before its answer; it may leave nothing to be said. */
  @FunctionalInterface
  interface Opening {
    void speak(SimulatedRequest request, int choice, ChoiceWriter writer);
  }

  static AnsweringBehaviour saying(Words words) {
    return new AnsweringBehaviour((_, _, _) -> {}, words, false, FinishReason.STOP);
  }

  static AnsweringBehaviour declining(Words words) {
    return new AnsweringBehaviour(
        (request, choice, writer) -> writer.decline(words.of(request, choice)),
        (_, _) -> "",
        false,
        FinishReason.STOP);
  }

  AnsweringBehaviour after(Words thoughts) {
    return new AnsweringBehaviour(
        (request, choice, writer) -> writer.think(thoughts.of(request, choice)),
        words,
        eager,
        finish);
  }

  AnsweringBehaviour callingEveryTool() {
    return new AnsweringBehaviour(opening, words, true, finish);
  }

  AnsweringBehaviour endingWith(FinishReason reason) {
    return new AnsweringBehaviour(opening, words, eager, reason);
  }

  @Override
  public AnswerPlan play(SimulatedRequest request) {
    if (request.request().operation() == Operation.EMBEDDINGS) {
      return Embedding.script(request);
    }
    var tools = ToolSelection.chosen(request, eager);
    return AnswerPlan.of(
        request,
        IntStream.range(0, request.choices())
            .mapToObj(choice -> writer(request, choice, tools))
            .toList());
  }

  private ChoiceWriter writer(SimulatedRequest request, int choice, List<Tool> tools) {
    var writer = new ChoiceWriter(choice, request);
    opening.speak(request, choice, writer);
    if (tools.isEmpty()) {
      return writer.say(text(request, choice)).finish(finish);
    }
    ToolSelection.call(tools, writer, request.random(choice), request.budget());
    return writer.finish(FinishReason.TOOL_CALLS);
  }

  private String text(SimulatedRequest request, int choice) {
    return switch (request.prompt().answerFormat()) {
      case AnswerFormat.Text() -> words.of(request, choice);
      case AnswerFormat.JsonObject() -> object(request, choice);
      case AnswerFormat.JsonSchema schema ->
          request.sample(schema.schema(), "response_format.json_schema.schema", choice);
    };
  }

  /** An object as the prompt describes it, by a schema or by an example. */
  private String object(SimulatedRequest request, int choice) {
    return WrittenShape.schema(request.texts())
        .map(schema -> request.sample(schema, "messages", choice))
        .or(() -> WrittenShape.example(request.texts()).map(Json::text))
        .orElseGet(
            () ->
                Json.text(
                    Json.object().put("simulated", true).put("answer", words.of(request, choice))));
  }
}

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
record Speech(Opening opening, Words words, boolean eager, FinishReason finish)
    implements Behaviour {

  /** First part of a choice, before its answer; it may leave nothing to be said. */
  @FunctionalInterface
  interface Opening {
    void speak(SimulatedRequest request, int choice, Voice voice);
  }

  static Speech saying(Words words) {
    return new Speech((_, _, _) -> {}, words, false, FinishReason.STOP);
  }

  static Speech declining(Words words) {
    return new Speech(
        (request, choice, voice) -> voice.decline(words.of(request, choice)),
        (_, _) -> "",
        false,
        FinishReason.STOP);
  }

  Speech after(Words thoughts) {
    return new Speech(
        (request, choice, voice) -> voice.think(thoughts.of(request, choice)),
        words,
        eager,
        finish);
  }

  Speech callingEveryTool() {
    return new Speech(opening, words, true, finish);
  }

  Speech endingWith(FinishReason reason) {
    return new Speech(opening, words, eager, reason);
  }

  @Override
  public AnswerPlan play(SimulatedRequest request) {
    if (request.request().operation() == Operation.EMBEDDINGS) {
      return Embedding.script(request);
    }
    var tools = Tooling.chosen(request, eager);
    return AnswerPlan.of(
        request,
        IntStream.range(0, request.choices())
            .mapToObj(choice -> voice(request, choice, tools))
            .toList());
  }

  private Voice voice(SimulatedRequest request, int choice, List<Tool> tools) {
    var voice = new Voice(choice, request);
    opening.speak(request, choice, voice);
    if (tools.isEmpty()) {
      return voice.say(text(request, choice)).finish(finish);
    }
    Tooling.call(tools, voice, request.random(choice), request.effort());
    return voice.finish(FinishReason.TOOL_CALLS);
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
                    Json.object()
                        .put("simulated", true)
                        .put("answer", words.of(request, choice))));
  }
}

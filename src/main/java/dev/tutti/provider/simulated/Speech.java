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
    void speak(SimulatedRequest simulatedRequest, int choice, Voice voice);
  }

  static Speech saying(Words words) {
    return new Speech((_, _, _) -> {}, words, false, FinishReason.STOP);
  }

  static Speech declining(Words words) {
    return new Speech(
        (simulatedRequest, choice, voice) -> voice.decline(words.of(simulatedRequest, choice)),
        (_, _) -> "",
        false,
        FinishReason.STOP);
  }

  Speech after(Words thoughts) {
    return new Speech(
        (simulatedRequest, choice, voice) -> voice.think(thoughts.of(simulatedRequest, choice)),
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
  public AnswerPlan play(SimulatedRequest simulatedRequest) {
    if (simulatedRequest.request().operation() == Operation.EMBEDDINGS) {
      return Embedding.script(simulatedRequest);
    }
    var tools = Tooling.chosen(simulatedRequest, eager);
    return AnswerPlan.of(
        simulatedRequest,
        IntStream.range(0, simulatedRequest.choices())
            .mapToObj(choice -> voice(simulatedRequest, choice, tools))
            .toList());
  }

  private Voice voice(SimulatedRequest simulatedRequest, int choice, List<Tool> tools) {
    var voice = new Voice(choice, simulatedRequest);
    opening.speak(simulatedRequest, choice, voice);
    if (tools.isEmpty()) {
      return voice.say(text(simulatedRequest, choice)).finish(finish);
    }
    Tooling.call(tools, voice, simulatedRequest.random(choice), simulatedRequest.effort());
    return voice.finish(FinishReason.TOOL_CALLS);
  }

  private String text(SimulatedRequest simulatedRequest, int choice) {
    return switch (simulatedRequest.prompt().answerFormat()) {
      case AnswerFormat.Text() -> words.of(simulatedRequest, choice);
      case AnswerFormat.JsonObject() -> object(simulatedRequest, choice);
      case AnswerFormat.JsonSchema schema ->
          simulatedRequest.sample(schema.schema(), "response_format.json_schema.schema", choice);
    };
  }

  /** An object as the prompt describes it, by a schema or by an example. */
  private String object(SimulatedRequest simulatedRequest, int choice) {
    return WrittenShape.schema(simulatedRequest.texts())
        .map(schema -> simulatedRequest.sample(schema, "messages", choice))
        .or(() -> WrittenShape.example(simulatedRequest.texts()).map(Json::text))
        .orElseGet(
            () ->
                Json.text(
                    Json.object()
                        .put("simulated", true)
                        .put("answer", words.of(simulatedRequest, choice))));
  }
}

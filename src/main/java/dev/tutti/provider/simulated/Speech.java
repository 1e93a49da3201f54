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
    void speak(Asked asked, int choice, Voice voice);
  }

  static Speech saying(Words words) {
    return new Speech((_, _, _) -> {}, words, false, FinishReason.STOP);
  }

  static Speech declining(Words words) {
    return new Speech(
        (asked, choice, voice) -> voice.decline(words.of(asked, choice)),
        (_, _) -> "",
        false,
        FinishReason.STOP);
  }

  Speech after(Words thoughts) {
    return new Speech(
        (asked, choice, voice) -> voice.think(thoughts.of(asked, choice)), words, eager, finish);
  }

  Speech callingEveryTool() {
    return new Speech(opening, words, true, finish);
  }

  Speech endingWith(FinishReason reason) {
    return new Speech(opening, words, eager, reason);
  }

  @Override
  public Script play(Asked asked) {
    if (asked.request().operation() == Operation.EMBEDDINGS) {
      return Embedding.script(asked);
    }
    var tools = Tooling.chosen(asked, eager);
    return Script.of(
        asked,
        IntStream.range(0, asked.choices())
            .mapToObj(choice -> voice(asked, choice, tools))
            .toList());
  }

  private Voice voice(Asked asked, int choice, List<Tool> tools) {
    var voice = new Voice(choice, asked);
    opening.speak(asked, choice, voice);
    if (tools.isEmpty()) {
      return voice.say(text(asked, choice)).finish(finish);
    }
    Tooling.call(tools, voice, asked.random(choice), asked.effort());
    return voice.finish(FinishReason.TOOL_CALLS);
  }

  private String text(Asked asked, int choice) {
    return switch (asked.prompt().answerFormat()) {
      case AnswerFormat.Text() -> words.of(asked, choice);
      case AnswerFormat.JsonObject() -> object(asked, choice);
      case AnswerFormat.JsonSchema schema ->
          asked.sample(schema.schema(), "response_format.json_schema.schema", choice);
    };
  }

  /** An object as the prompt describes it, by a schema or by an example. */
  private String object(Asked asked, int choice) {
    return WrittenShape.schema(asked.texts())
        .map(schema -> asked.sample(schema, "messages", choice))
        .or(() -> WrittenShape.example(asked.texts()).map(Json::text))
        .orElseGet(
            () ->
                Json.text(
                    Json.object().put("simulated", true).put("answer", words.of(asked, choice))));
  }
}

package dev.tutti.routing.structured;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.output.Judgement;
import dev.tutti.output.OutputForm;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Examination of an answer, choice by choice, against a form. Choices that call tools, decline or
 * were filtered are none of its business. Immutable.
 *
 * @param mended the texts that take the place of what a choice says
 * @param wrong the first choice that is not valid, if there is one
 */
record AnswerValidation(TreeMap<Integer, String> mended, List<Wrong> wrong) {

  /**
   * A choice that is not valid.
   *
   * @param flaws at least one
   * @param cut whether the model had to stop early
   */
  record Wrong(String text, List<String> flaws, boolean cut) {}

  /** Judges every choice; takes milliseconds for long ones. */
  static AnswerValidation of(BufferedAnswer answer, OutputForm form) {
    var mended = new TreeMap<Integer, String>();
    var choices = answer.reply().choices();
    for (int i = 0; i < choices.size(); i++) {
      var choice = choices.get(i);
      if (isElsewise(choice)) {
        continue;
      }
      boolean cut = choice.finish() == FinishReason.LENGTH;
      switch (form.judge(choice.text())) {
        case Judgement.Fits() -> {}
        case Judgement.Mended(String json) when !cut -> mended.put(i, json);
        case Judgement.Mended _ -> {
          return wrong(choice, List.of("it breaks off"), true);
        }
        case Judgement.Flawed(List<String> flaws) -> {
          return wrong(choice, flaws, cut);
        }
      }
    }
    return new AnswerValidation(mended, List.of());
  }

  private static AnswerValidation wrong(Reply.Choice choice, List<String> flaws, boolean cut) {
    return new AnswerValidation(new TreeMap<>(), List.of(new Wrong(choice.text(), flaws, cut)));
  }

  private static boolean isElsewise(Reply.Choice choice) {
    return !choice.toolCalls().isEmpty()
        || !choice.refusal().isEmpty()
        || choice.extensions().has("function_call")
        || choice.finish() == FinishReason.TOOL_CALLS
        || choice.finish() == FinishReason.CONTENT_FILTER;
  }

  /** Mistakes of an answer that was shown already: also what could have been mended. */
  List<Wrong> shownWrong(BufferedAnswer answer) {
    if (mended.isEmpty()) {
      return wrong;
    }
    var text = answer.reply().choices().get(mended.firstKey()).text();
    return List.of(new Wrong(text, List.of("it is JSON only after a repair"), false));
  }

  /** The answer in our words, with the mended texts and with what all attempts have used. */
  List<Chunk> retold(BufferedAnswer answer, Usage usage) {
    var told = new ArrayList<Chunk>();
    var left = new TreeMap<>(mended);
    for (var chunk : answer.chunks()) {
      var events = new ArrayList<ChatEvent>();
      chunk.events().forEach(event -> retell(event, left, events));
      if (!events.isEmpty()) {
        told.add(new Chunk.Events(List.copyOf(events)));
      }
    }
    told.add(Chunk.Events.of(new ChatEvent.Spent(usage)));
    return told;
  }

  /** A mended text comes whole at the place of its first fragment; its likelihoods are gone. */
  private void retell(ChatEvent event, TreeMap<Integer, String> left, List<ChatEvent> out) {
    switch (event) {
      case ChatEvent.Text(int choice, String _) when mended.containsKey(choice) -> {
        var text = left.remove(choice);
        if (text != null) {
          out.add(new ChatEvent.Text(choice, text));
        }
      }
      case ChatEvent.Logprobs(int choice, var _) when mended.containsKey(choice) -> {}
      case ChatEvent.Spent _ -> {}
      default -> out.add(event);
    }
  }
}

package dev.tutti.character;

import dev.tutti.call.CallTail;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.character.group.SpeakerCutter;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Filter of a character's answer, in which it speaks for itself alone: a line that begins with the
 * user's name and a colon ends it, and what the model says beyond is not waited for. Confined to
 * the call's loop.
 */
final class SpeakerSink extends ForwardingSink {
  private final Supplier<SpeakerCutter> cutters;
  private final long expected;
  private final CallTail tail;
  private final Map<Integer, SpeakerCutter> choices = new HashMap<>();

  /**
   * @param reader of the answer
   * @param cutters makes one for each choice
   * @param expected number of choices
   * @param tail is told when the reader needs no more
   */
  SpeakerSink(
      ChatStream.Sink reader, Supplier<SpeakerCutter> cutters, long expected, CallTail tail) {
    super(reader);
    this.cutters = cutters;
    this.expected = expected;
    this.tail = tail;
  }

  @Override
  public void chunk(Chunk chunk) {
    if (chunk instanceof Chunk.ProgressNote) {
      super.chunk(chunk);
      return;
    }
    var told = new ArrayList<ChatEvent>();
    chunk.events().forEach(event -> add(event, told));
    boolean same = chunk instanceof Chunk.Whole && told.equals(chunk.events());
    if (same) {
      super.chunk(chunk);
    } else if (!told.isEmpty()) {
      super.chunk(new Chunk.Events(List.copyOf(told)));
    }
  }

  private void add(ChatEvent event, List<ChatEvent> told) {
    switch (event) {
      case ChatEvent.Text(int choice, _) when cutter(choice).isCut() -> {}
      case ChatEvent.Text(int choice, String text) -> {
        say(choice, cutter(choice).add(text), told);
        if (cutter(choice).isCut()) {
          told.add(new ChatEvent.Finish(choice, FinishReason.STOP));
          endWhenAllAreCut();
        }
      }
      case ChatEvent.Logprobs(int choice, _) when cutter(choice).isCut() -> {}
      case ChatEvent.Finish(int choice, _) when cutter(choice).isCut() -> {}
      case ChatEvent.Finish(int choice, _) -> {
        say(choice, cutter(choice).end(), told);
        told.add(event);
      }
      default -> told.add(event);
    }
  }

  private void endWhenAllAreCut() {
    if (choices.values().stream().filter(SpeakerCutter::isCut).count() >= expected) {
      tail.enough();
    }
  }

  private SpeakerCutter cutter(int choice) {
    return choices.computeIfAbsent(choice, _ -> cutters.get());
  }

  private static void say(int choice, String text, List<ChatEvent> told) {
    if (!text.isEmpty()) {
      told.add(new ChatEvent.Text(choice, text));
    }
  }

  @Override
  public void end(Outcome outcome) {
    if (outcome instanceof Outcome.Completed) {
      var told = new ArrayList<ChatEvent>();
      choices.forEach((choice, cutter) -> say(choice, cutter.end(), told));
      if (!told.isEmpty()) {
        super.chunk(new Chunk.Events(List.copyOf(told)));
        flush();
      }
    }
    super.end(outcome);
  }
}

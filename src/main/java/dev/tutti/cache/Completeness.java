package dev.tutti.cache;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Operation;
import java.util.List;

/**
 * Check whether an answer is worth keeping: it says something, and every choice has ended by
 * itself. An answer that was cut off at a length or by a filter might be another one the next time.
 */
public final class Completeness {
  private Completeness() {}

  /** Looks at everything that was said; takes a while for a long answer. */
  public static boolean of(Operation operation, List<Chunk> chunks) {
    if (operation == Operation.EMBEDDINGS) {
      return !chunks.isEmpty();
    }
    boolean says = false;
    boolean ended = false;
    for (var chunk : chunks) {
      for (var event : chunk.events()) {
        if (event instanceof Finish(int _, FinishReason reason)) {
          if (reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER) {
            return false;
          }
          ended = true;
        }
        says |= saysSomething(event);
      }
    }
    return says && ended;
  }

  private static boolean saysSomething(ChatEvent event) {
    return switch (event) {
      case ChatEvent.Text _, ChatEvent.ToolCall _, ChatEvent.Refusal _ -> true;
      case ChatEvent.Start _,
          ChatEvent.Reasoning _,
          ChatEvent.Logprobs _,
          ChatEvent.Extension _,
          ChatEvent.Finish _,
          ChatEvent.Spent _ ->
          false;
    };
  }
}

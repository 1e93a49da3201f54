package dev.tutti.provider.structured;

import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filter of an answer whose text is the arguments of a call of {@link SchemaForm#TOOL}: callers see
 * text, and of the call nothing. Confined to the call's loop.
 */
public final class AnswerTool implements ChatStream.Sink {
  private final ChatStream.Sink sink;
  private final Map<Integer, Set<Integer>> ours = new HashMap<>();
  private final Set<Integer> callers = new HashSet<>();

  /**
   * @param sink reader of the answer
   */
  public AnswerTool(ChatStream.Sink sink) {
    this.sink = sink;
  }

  @Override
  public void chunk(Chunk chunk) {
    var events = new ArrayList<ChatEvent>();
    chunk.events().forEach(event -> events.add(unwrapped(event)));
    sink.chunk(new Chunk.Events(List.copyOf(events)));
  }

  private ChatEvent unwrapped(ChatEvent event) {
    return switch (event) {
      case ChatEvent.ToolCall call when isOurs(call) ->
          new ChatEvent.Text(call.choice(), call.arguments());
      case ChatEvent.ToolCall call -> {
        callers.add(call.choice());
        yield call;
      }
      case ChatEvent.Finish(int choice, FinishReason reason)
          when reason == FinishReason.TOOL_CALLS && !callers.contains(choice) ->
          new ChatEvent.Finish(choice, FinishReason.STOP);
      default -> event;
    };
  }

  /** Only the first fragment of a call has its name. */
  private boolean isOurs(ChatEvent.ToolCall call) {
    var calls = ours.computeIfAbsent(call.choice(), _ -> new HashSet<>());
    if (call.name().equals(SchemaForm.TOOL)) {
      calls.add(call.index());
    }
    return calls.contains(call.index());
  }

  @Override
  public void flush() {
    sink.flush();
  }

  @Override
  public void end(Outcome outcome) {
    sink.end(outcome);
  }
}

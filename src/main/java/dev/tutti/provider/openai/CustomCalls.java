package dev.tutti.provider.openai;

import dev.tutti.call.ChatStream;
import dev.tutti.chat.CallInput;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filter of an answer to a request in {@link FunctionForm}: calls of functions that stand for
 * custom tools are told as calls of these, each in one piece when its choice ends. Confined to the
 * call's loop.
 */
public final class CustomCalls implements ChatStream.Sink {
  private final ChatStream.Sink sink;
  private final Set<String> names;
  private final Map<Place, Custom> calls = new LinkedHashMap<>();

  private record Place(int choice, int index) {}

  private record Custom(ChatEvent.ToolCall first, StringBuilder arguments) {}

  /**
   * @param sink reader of the answer
   * @param names of the functions that stand for custom tools
   */
  public CustomCalls(ChatStream.Sink sink, Set<String> names) {
    this.sink = sink;
    this.names = names;
  }

  @Override
  public void chunk(Chunk chunk) {
    var events = new ArrayList<ChatEvent>();
    for (var event : chunk.events()) {
      switch (event) {
        case ChatEvent.ToolCall call -> call(call, events);
        case ChatEvent.Finish finish -> {
          finish(finish.choice(), events);
          events.add(finish);
        }
        default -> events.add(event);
      }
    }
    if (!events.isEmpty()) {
      sink.chunk(new Chunk.Events(List.copyOf(events)));
    }
  }

  /** Only the first fragment of a call has its name. */
  private void call(ChatEvent.ToolCall call, List<ChatEvent> out) {
    var place = new Place(call.choice(), call.index());
    if (names.contains(call.name())) {
      calls.putIfAbsent(place, new Custom(call, new StringBuilder()));
    }
    var custom = calls.get(place);
    if (custom == null) {
      out.add(call);
    } else {
      custom.arguments.append(call.arguments());
    }
  }

  private void finish(int choice, List<ChatEvent> out) {
    calls.forEach(
        (place, custom) -> {
          if (place.choice == choice) {
            out.add(told(custom));
          }
        });
    calls.keySet().removeIf(place -> place.choice == choice);
  }

  /** Arguments in another form than was asked for are the input as it stands. */
  private static ChatEvent told(Custom custom) {
    var arguments = custom.arguments.toString();
    var input = CallInput.of(arguments).path(FunctionForm.INPUT);
    return custom.first.custom(input.isString() ? input.asString() : arguments);
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

package dev.tutti.gateway.responses.output;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.session.Ids;
import dev.tutti.session.item.ItemMembers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers what a model says into items, one open at a time. What comes for another item while a
 * call's arguments are incomplete waits until they are complete, or the answer ends. Not
 * thread-safe.
 */
public final class OutputCollector implements ResponseOutput {
  private final Ids ids;
  private final Events events;
  private final boolean summarizes;
  private final List<OutputItem> items = new ArrayList<>();
  private final Deque<ChatEvent> held = new ArrayDeque<>();
  private final ObjectNode extensions = Json.object();
  private @Nullable OutputItem open;
  private List<JsonNode> logprobs = List.of();
  private FinishReason finish = FinishReason.STOP;
  private String model = "";

  /**
   * @param summarizes whether reasoning is said as a summary, which the caller asked for
   */
  public OutputCollector(Ids ids, Events events, boolean summarizes) {
    this.ids = ids;
    this.events = events;
    this.summarizes = summarizes;
  }

  @Override
  public void add(Chunk chunk) {
    add(chunk.events());
  }

  /** Takes what was said. */
  void add(List<ChatEvent> said) {
    for (var event : said) {
      if (event instanceof Logprobs(int choice, List<JsonNode> tokens) && choice == 0) {
        logprobs = tokens; // they come after the text that they belong to
      }
    }
    said.forEach(this::hear);
  }

  private void hear(ChatEvent event) {
    switch (event) {
      case Start(String _, String name) -> model = name;
      case Extension(int choice, String name, JsonNode value) when choice == 0 ->
          extend(name, value);
      case Finish(int choice, FinishReason reason) when choice == 0 -> finish(reason);
      case Spent _, Logprobs _, Extension _, Finish _ -> {}
      case Text(int choice, String _) -> inTurn(choice, event);
      case Reasoning(int choice, String _) -> inTurn(choice, event);
      case Refusal(int choice, String _) -> inTurn(choice, event);
      case ToolCall call -> inTurn(call.choice(), event);
    }
  }

  /** A response is one answer: alternatives to it are not asked for. */
  private void inTurn(int choice, ChatEvent event) {
    if (choice != 0) {
      return;
    }
    if (!(open instanceof OutputCall call)) {
      say(event);
    } else if (event instanceof ToolCall more && call.is(more.index())) {
      call.add(more);
      release();
    } else {
      held.add(event);
      release();
    }
  }

  /** Goes on with what waits once the open call is complete. */
  private void release() {
    while (!held.isEmpty() && (!(open instanceof OutputCall call) || call.complete())) {
      close("completed");
      say(held.remove());
      absorb();
    }
  }

  /** Events that wait for the item that is open now belong to it, wherever they stand. */
  private void absorb() {
    if (open instanceof OutputCall call) {
      held.removeIf(
          event -> {
            boolean mine = event instanceof ToolCall more && call.is(more.index());
            if (mine) {
              call.add((ToolCall) event);
            }
            return mine;
          });
    }
  }

  private void say(ChatEvent event) {
    switch (event) {
      case Text(int _, String text) -> message().text(text, takeLogprobs());
      case Refusal(int _, String text) -> message().refusal(text);
      case Reasoning(int _, String text) -> thought().add(text);
      case ToolCall call -> call(call);
      case Start _, Logprobs _, Extension _, Finish _, Spent _ -> {}
    }
  }

  private List<JsonNode> takeLogprobs() {
    var taken = logprobs;
    logprobs = List.of();
    return taken;
  }

  private OutputMessage message() {
    return open instanceof OutputMessage message
        ? message
        : begin(new OutputMessage(ids.next("msg"), items.size(), events));
  }

  private OutputReasoning thought() {
    return open instanceof OutputReasoning thought
        ? thought
        : begin(new OutputReasoning(ids.next("rs"), items.size(), events, summarizes));
  }

  /** A call whose arguments were complete already gets nothing more. */
  private void call(ToolCall call) {
    boolean known = items.stream().anyMatch(i -> i instanceof OutputCall c && c.is(call.index()));
    if (!known) {
      var id = ids.next(OutputCall.isCustom(call) ? "ctc" : "fc");
      begin(new OutputCall(id, items.size(), events, call)).add(call);
    }
  }

  private <T extends OutputItem> T begin(T item) {
    close("completed");
    items.add(item);
    open = item;
    events.tell("response.output_item.added", OutputItem.members(item));
    return item;
  }

  private void close(String status) {
    if (open != null) {
      var closed = open;
      open = null;
      closed.json().put("status", status);
      closed.end();
      events.tell("response.output_item.done", OutputItem.members(closed));
    }
  }

  private void extend(String name, JsonNode value) {
    if (!ItemMembers.saysSomething(value)) {
      return;
    }
    if (isOfThought(name) && items.isEmpty()) {
      thought(); // whose words are not shown, in the place where it was thought
    }
    if (extensions.path(name) instanceof ArrayNode had && value instanceof ArrayNode more) {
      had.addAll(more);
    } else {
      extensions.set(name, value.deepCopy());
    }
  }

  private void finish(FinishReason reason) {
    finish = reason;
    finishItems();
  }

  /** The answer has ended: nothing waits any more. */
  @Override
  public void end() {
    finishItems();
    applyExtensions();
  }

  private void finishItems() {
    while (!held.isEmpty()) {
      close("completed");
      say(held.remove());
      absorb();
    }
    close(finish == FinishReason.LENGTH ? "incomplete" : "completed");
  }

  /** Reason for which it ended. */
  public FinishReason finish() {
    return finish;
  }

  @Override
  public String model() {
    return model;
  }

  /** The items that are complete; after the end, with what providers say beyond our words. */
  @Override
  public ArrayNode json() {
    var all = Json.array();
    items.stream().filter(item -> item != open).forEach(item -> all.add(item.json()));
    return all;
  }

  /** Hangs what providers say beyond our words on the items that it is about. */
  private void applyExtensions() {
    extensions.forEachEntry(
        (name, value) -> {
          var about = isOfThought(name) ? thoughtSaid() : messageSaid();
          if (name.equals("annotations") && about instanceof OutputMessage message) {
            message.annotate(value);
          } else {
            var member =
                about instanceof OutputCall ? ItemMembers.OF_THE_MESSAGE : ItemMembers.BEYOND;
            about.json().withObject(member).set(name, value);
          }
        });
    close("completed");
  }

  private static boolean isOfThought(String name) {
    return name.contains("thinking") || name.contains("reasoning");
  }

  private OutputItem thoughtSaid() {
    return items.stream()
        .filter(OutputReasoning.class::isInstance)
        .reduce((_, last) -> last)
        .orElseGet(this::thought);
  }

  private OutputItem messageSaid() {
    return items.stream()
        .filter(OutputMessage.class::isInstance)
        .reduce((_, last) -> last)
        .or(() -> items.stream().findFirst())
        .orElseGet(this::message);
  }
}

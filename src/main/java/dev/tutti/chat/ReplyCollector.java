package dev.tutti.chat;

import dev.tutti.chat.Reply.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the events of one answer into a {@link Reply}. Not thread-safe. */
public final class ReplyCollector {
  private final TreeMap<Integer, Draft> drafts = new TreeMap<>();
  private String id = "";
  private String model = "";
  private Usage usage = Usage.NONE;

  /** Takes the next event of the answer. */
  public void add(ChatEvent event) {
    switch (event) {
      case ChatEvent.Start(String name, String answerer) -> {
        id = name;
        model = answerer;
      }
      case ChatEvent.Text(int choice, String text) -> draft(choice).text.append(text);
      case ChatEvent.Reasoning(int choice, String text) -> draft(choice).reasoning.append(text);
      case ChatEvent.Refusal(int choice, String text) -> draft(choice).refusal.append(text);
      case ChatEvent.ToolCall call -> draft(call.choice()).call(call);
      case ChatEvent.Logprobs(int choice, List<JsonNode> tokens) ->
          draft(choice).logprobs.addAll(tokens);
      case ChatEvent.Extension(int choice, String name, JsonNode value) ->
          draft(choice).extend(name, value);
      case ChatEvent.Finish(int choice, FinishReason reason) -> draft(choice).finish = reason;
      case ChatEvent.Spent(Usage spent) -> usage = usage.max(spent);
    }
  }

  /** Reply so far, with at least one choice. */
  public Reply reply() {
    draft(0);
    var choices = drafts.values().stream().map(Draft::choice).toList();
    return new Reply(id, model, choices, usage, "", Duration.ZERO);
  }

  private Draft draft(int choice) {
    return drafts.computeIfAbsent(choice, _ -> new Draft());
  }

  private static final class Draft {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final TreeMap<Integer, CallDraft> calls = new TreeMap<>();
    private final List<JsonNode> logprobs = new ArrayList<>();
    private final ObjectNode extensions = Json.object();
    private FinishReason finish = FinishReason.STOP;

    void call(ChatEvent.ToolCall part) {
      calls.computeIfAbsent(part.index(), _ -> new CallDraft()).add(part);
    }

    void extend(String name, JsonNode value) {
      if (extensions.path(name) instanceof ArrayNode had && value instanceof ArrayNode more) {
        had.addAll(more);
      } else {
        extensions.set(name, value);
      }
    }

    Choice choice() {
      var made = calls.values().stream().map(CallDraft::call).toList();
      return new Choice(
          text.toString(),
          reasoning.toString(),
          refusal.toString(),
          made,
          finish,
          List.copyOf(logprobs),
          extensions);
    }
  }

  private static final class CallDraft {
    private final StringBuilder id = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private final ObjectNode extensions = Json.object();

    void add(ChatEvent.ToolCall part) {
      id.append(part.id());
      name.append(part.name());
      arguments.append(part.arguments());
      extensions.setAll(part.extensions());
    }

    Reply.ToolCall call() {
      return new Reply.ToolCall(id.toString(), name.toString(), arguments.toString(), extensions);
    }
  }
}

package dev.tutti.skill.test;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillSource;
import dev.tutti.skill.run.SkillSpending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Record of the questions and answers of an execution, in order: models and tools. It stops to
 * listen when it is {@link #full}. Thread-safe.
 */
final class Recorder {
  private final int most;
  private final List<RecordedExchange> exchanges = new ArrayList<>();
  private final List<ToolAnswer> told = new ArrayList<>();
  private final Map<String, String> skills = new LinkedHashMap<>();
  private long size;

  /**
   * A recorder without exchanges.
   *
   * @param most about so many bytes
   */
  Recorder(int most) {
    this.most = most;
  }

  /**
   * Call of a tool, with its answer.
   *
   * @param tool such as {@code http:lookup}
   * @param failed whether the text is why there is no answer
   */
  record ToolAnswer(String tool, String arguments, String text, boolean failed) {}

  /** The skills of a source, noted as they are given. */
  SkillSource heard(SkillSource source) {
    return (name, selector, caller) -> {
      var skill = source.skill(name, selector, caller);
      chosen(key(name, selector), skill.revision());
      return skill;
    };
  }

  /** The key of a skill that is asked for, such as {@code knowledge_base@^1.1}. */
  static String key(String name, VersionSelector selector) {
    return name + '@' + selector.text();
  }

  private synchronized void chosen(String key, String revision) {
    skills.putIfAbsent(key, revision);
  }

  /** The revisions that were given, by what was wanted. */
  synchronized Map<String, String> skills() {
    return Map.copyOf(skills);
  }

  /** Begins to hear an answer. */
  AnswerRecorder begin(ChatRequest request, Call call) {
    return new AnswerRecorder(request, call);
  }

  synchronized void add(ToolAnswer answer) {
    told.add(grow(answer.arguments.length() + answer.text.length()) ? answer : withoutText(answer));
  }

  private static ToolAnswer withoutText(ToolAnswer answer) {
    return new ToolAnswer(answer.tool, "", "", answer.failed);
  }

  /** Whether there was more than fits, so that it cannot be played. */
  synchronized boolean full() {
    return size > most;
  }

  synchronized List<RecordedExchange> exchanges() {
    return List.copyOf(exchanges);
  }

  synchronized List<ToolAnswer> told() {
    return List.copyOf(told);
  }

  private synchronized boolean grow(long bytes) {
    size += bytes;
    return size <= most;
  }

  private synchronized void add(RecordedExchange exchange) {
    exchanges.add(exchange);
  }

  /** One answer as it is heard; confined to the call's loop. */
  final class AnswerRecorder {
    private static final int EVENT = 40;

    private final ChatRequest request;
    private final Call call;
    private final List<ChatEvent> events = new ArrayList<>();
    private boolean over;

    private AnswerRecorder(ChatRequest request, Call call) {
      this.request = request;
      this.call = call;
    }

    void hear(List<ChatEvent> more) {
      for (var event : more) {
        if (grow(EVENT + length(event))) {
          events.add(event);
        }
      }
    }

    private static int length(ChatEvent event) {
      return switch (event) {
        case ChatEvent.Text(int _, String text) -> text.length();
        case ChatEvent.Reasoning(int _, String text) -> text.length();
        case ChatEvent.Refusal(int _, String text) -> text.length();
        case ChatEvent.ToolCall part -> part.arguments().length();
        case ChatEvent.Logprobs(int _, var tokens) -> tokens.size() * EVENT;
        case ChatEvent.Extension(int _, String _, var value) -> value.toString().length();
        case ChatEvent.Start _, ChatEvent.Finish _, ChatEvent.Spent _ -> 0;
      };
    }

    /** With what all attempts have used, of which the last one knows its own only. */
    private Outcome spent(Outcome outcome) {
      var all = SkillSpending.of(call.attempts());
      if (all.isNone()) {
        return outcome;
      }
      return switch (outcome) {
        case Outcome.Completed _ -> new Outcome.Completed(all);
        case Outcome.Failed(Fault fault, var _) -> new Outcome.Failed(fault, all);
      };
    }

    void end(Outcome outcome) {
      if (!over) {
        over = true;
        var body = grow(request.body().length()) ? request.body().tree() : null;
        var attempts = call.attempts();
        var answerer = attempts.isEmpty() ? "" : attempts.getLast().target().deployment();
        var heard =
            new RecordedExchange(Json.object(), answerer, List.copyOf(events), spent(outcome));
        add(body == null ? heard : heard.to(body));
      }
    }
  }
}

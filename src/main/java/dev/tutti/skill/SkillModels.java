package dev.tutti.skill;

import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.LiveCalls;
import dev.tutti.call.Part;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.routing.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;

/**
 * The models that an execution asks. Blocking, for virtual threads; thread-safe.
 *
 * @param directory the models of the moment
 * @param live where calls are counted until they end
 */
record SkillModels(Supplier<Directory> directory, LiveCalls live) {

  /**
   * The models in their order, until one answers; nobody else is asked once something was heard.
   * What is said before tools are called is heard too, unless the answer must have a form.
   */
  Reply ask(ArrayNode messages, List<SkillTool> offered, Execution execution) {
    var reply = firstOf(messages, offered, execution);
    execution.finished(reply.choices().getFirst().finish());
    execution.spent(reply.usage(), reply.deployment());
    return reply;
  }

  private Reply firstOf(ArrayNode messages, List<SkillTool> offered, Execution execution) {
    var settings = execution.skill().settings().model();
    var models = new ArrayList<String>();
    models.add(settings.name());
    models.addAll(settings.fallback());
    Fault last = Fault.of(FaultCode.FALLBACK_EXHAUSTED, "nobody was asked");
    for (var model : models) {
      try {
        var request = SkillMessages.request(execution.skill(), model, messages, offered);
        boolean holds = !offered.isEmpty() && execution.skill().outputSchema().isPresent();
        var reply = holds ? held(request, execution) : reply(request, execution, execution::say);
        if (!model.equals(settings.name())) {
          execution.byFallback();
        }
        return reply;
      } catch (Fault fault) {
        last = fault;
        if (execution.said() || !fault.code().triesOther() || execution.call().cancelled()) {
          throw fault;
        }
      }
    }
    throw last;
  }

  private Reply held(ChatRequest request, Execution execution) {
    var held = new ArrayList<ChatEvent>();
    var reply = reply(request, execution, held::add);
    if (reply.toolCalls().isEmpty()) {
      held.forEach(execution::say);
    }
    return reply;
  }

  private Reply reply(ChatRequest request, Execution execution, Consumer<ChatEvent> spoken) {
    var model = directory.get().model(request.model());
    var collector = new ReplyCollector();
    try (var part = Part.of(execution.call(), execution.skill().settings().model().timeout());
        var answer = Answer.open(model, request, part.call(), live)) {
      try {
        answer.forEachRemaining(
            event -> {
              collector.add(event);
              if (event instanceof ChatEvent.Text || event instanceof ChatEvent.Reasoning) {
                spoken.accept(event);
              }
            });
        return answer.reply(collector);
      } catch (Fault fault) {
        var lost = answer.reply(collector);
        execution.lost(lost.usage(), lost.deployment());
        throw late(fault, execution.call(), part.call()) ? tooSlow(execution.skill()) : fault;
      }
    }
  }

  /** Whether one model was too slow, and not all of them together. */
  private static boolean late(Fault fault, Call whole, Call part) {
    return fault.code() == FaultCode.DEADLINE_EXCEEDED
        && part.cancelled()
        && !whole.cancelled()
        && whole.remaining().isPositive();
  }

  private static Fault tooSlow(Skill skill) {
    return Fault.of(
        FaultCode.TIMEOUT,
        "skill %s: no whole answer within %d ms, llm.timeout"
            .formatted(skill.name(), skill.settings().model().timeout().toMillis()));
  }
}

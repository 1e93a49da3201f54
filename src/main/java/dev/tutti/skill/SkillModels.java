package dev.tutti.skill;

import dev.tutti.call.Answer;
import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.LiveCalls;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.routing.Directory;
import java.time.Duration;
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

  /** The models in their order, until one answers; nobody else is asked once something was said. */
  Reply ask(
      ArrayNode messages, List<SkillTool> offered, Execution execution, Consumer<ChatEvent> out) {
    var skill = execution.skill();
    var models = new ArrayList<String>();
    models.add(skill.settings().model().name());
    models.addAll(skill.settings().model().fallback());
    Fault last = Fault.of(FaultCode.FALLBACK_EXHAUSTED, "nobody was asked");
    for (var model : models) {
      var request = SkillMessages.request(skill, model, messages, offered);
      boolean[] shown = {false};
      try {
        return ask(
            request,
            execution,
            event -> {
              shown[0] = true;
              out.accept(event);
            });
      } catch (Fault fault) {
        last = fault;
        if (shown[0] || !fault.code().triesOther() || execution.call().cancelled()) {
          throw fault;
        }
      }
    }
    throw last;
  }

  private Reply ask(ChatRequest request, Execution execution, Consumer<ChatEvent> out) {
    var outer = execution.call();
    var inner = inner(outer, execution.skill().settings().model().timeout());
    outer.loop().run(() -> outer.onCancel(() -> inner.cancel(outer.reason())));
    var collector = new ReplyCollector();
    try (var answer = Answer.open(directory.get().model(request.model()), request, inner, live)) {
      answer.forEachRemaining(
          event -> {
            collector.add(event);
            if (event instanceof ChatEvent.Text || event instanceof ChatEvent.Reasoning) {
              out.accept(event);
            }
          });
      var reply = answer.reply(collector);
      execution.spent(reply.usage(), reply.deployment());
      return reply;
    } catch (Fault fault) {
      throw late(fault, outer, inner) ? tooSlow(execution.skill()) : fault;
    } finally {
      outer.loop().run(() -> outer.follow(joined(outer.trail(), inner.trail())));
    }
  }

  /** Whether one model was too slow, and not all of them together. */
  private static boolean late(Fault fault, Call outer, Call inner) {
    return fault.code() == FaultCode.DEADLINE_EXCEEDED
        && inner.cancelled()
        && !outer.cancelled()
        && outer.remaining().isPositive();
  }

  private static Fault tooSlow(Skill skill) {
    return Fault.of(
        FaultCode.TIMEOUT,
        "skill %s: no whole answer within %d ms, llm.timeout"
            .formatted(skill.name(), skill.settings().model().timeout().toMillis()));
  }

  private static Call inner(Call outer, Duration timeout) {
    var left = outer.remaining();
    var time = timeout.compareTo(left) < 0 ? timeout : left;
    return new Call(outer.id(), outer.caller(), outer.loop(), time);
  }

  private static List<Attempt> joined(List<Attempt> before, List<Attempt> more) {
    var all = new ArrayList<Attempt>(before);
    all.addAll(more);
    return all;
  }
}

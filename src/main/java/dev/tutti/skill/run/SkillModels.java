package dev.tutti.skill.run;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Part;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models that an execution asks. Blocking, for virtual threads; thread-safe.
 *
 * @param catalog the models of the moment
 * @param live where calls are counted until they end
 */
record SkillModels(Supplier<ModelCatalog> catalog, ActiveCalls live) {

  /**
   * The models in their order, until one answers; nobody else is asked once something was heard.
   * What is said before tools are called is heard too, unless the answer must have a form.
   */
  Reply ask(Question question, Execution execution) {
    var reply = firstOf(question, execution);
    execution.finished(reply.choices().getFirst().finish());
    execution.answeredBy(reply.deployment());
    execution.requireTokens();
    return reply;
  }

  /**
   * Request to a model.
   *
   * @param offered the tools that may be called
   * @param options see {@link SkillRequest#options}
   */
  record Question(ArrayNode messages, List<SkillTool> offered, ObjectNode options) {}

  private Reply firstOf(Question question, Execution execution) {
    var settings = execution.skill().settings().model();
    var models = new ArrayList<String>();
    models.add(settings.name());
    models.addAll(settings.fallback());
    Fault last = Fault.of(FaultCode.FALLBACK_EXHAUSTED, "nobody was asked");
    for (var model : models) {
      try {
        execution.requireTokens();
        return answer(model, question, execution);
      } catch (Fault fault) {
        last = inWordsOf(execution.skill(), fault);
        if (execution.said() || execution.call().cancelled() || !SkillFallback.isOutage(fault)) {
          throw last;
        }
      }
    }
    throw last;
  }

  /** The schema is the skill's own, whatever the request to the model calls it. */
  private static Fault inWordsOf(Skill skill, Fault fault) {
    boolean own = fault.code() == FaultCode.INVALID_OUTPUT && skill.outputSchema().isPresent();
    return own
        ? fault.saying(fault.getMessage().replace("response_format", "output.schema of the skill"))
        : fault;
  }

  /** The answer of one model; what is heard of another than the first one stands for an answer. */
  private Reply answer(String model, Question question, Execution execution) {
    var skill = execution.skill();
    boolean first = model.equals(skill.settings().model().name());
    var request = SkillMessages.request(skill, model, question);
    Consumer<ChatEvent> spoken =
        event -> {
          if (!first) {
            execution.byFallback();
          }
          execution.say(event);
        };
    boolean holds = !question.offered.isEmpty() && skill.outputSchema().isPresent();
    var reply = holds ? held(request, execution, spoken) : reply(request, execution, spoken);
    if (!first) {
      execution.byFallback();
    }
    return reply;
  }

  private Reply held(ChatRequest request, Execution execution, Consumer<ChatEvent> spoken) {
    var held = new ArrayList<ChatEvent>();
    var reply = reply(request, execution, held::add);
    if (reply.toolCalls().isEmpty()) {
      held.forEach(spoken);
    }
    return reply;
  }

  private Reply reply(ChatRequest request, Execution execution, Consumer<ChatEvent> spoken) {
    var time = execution.within(execution.skill().settings().model().timeout());
    if (!time.isPositive()) {
      throw tooSlow(execution, time);
    }
    var collector = new ReplyCollector();
    try (var part = Part.of(execution.call(), time);
        var answer = open(request, part.call(), execution)) {
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
        throw late(fault, execution.call(), part.call())
            ? tooSlow(execution, time)
            : ofModel(fault, request, execution.skill());
      } finally {
        SkillSpending.note(answer.reply(collector), part.call(), execution);
      }
    }
  }

  private Answer open(ChatRequest request, Call call, Execution execution) {
    call.skill(execution.skill().named());
    call.subject(new CallSubject("", "", request.operation(), request.model(), request.stream()));
    return Answer.open(model(request, execution), request, call, live);
  }

  private ChatModel model(ChatRequest request, Execution execution) {
    try {
      return catalog.get().model(request.model());
    } catch (Fault fault) {
      throw ofModel(fault, request, execution.skill());
    }
  }

  /**
   * A model's refusal of what the skill asks is the model's failure to the skill's caller, who has
   * not written it: others may be asked.
   */
  private static Fault ofModel(Fault fault, ChatRequest request, Skill skill) {
    return switch (fault.code()) {
      case INVALID_REQUEST, REQUEST_TOO_LARGE, CONTEXT_LENGTH_EXCEEDED, MODEL_NOT_FOUND ->
          Fault.of(
              FaultCode.UPSTREAM_ERROR,
              "skill %s: model %s: %s"
                  .formatted(skill.name(), request.model(), fault.getMessage()));
      default -> fault;
    };
  }

  /** Whether one model was too slow, and not all of them together. */
  private static boolean late(Fault fault, Call whole, Call part) {
    return fault.code() == FaultCode.DEADLINE_EXCEEDED
        && part.cancelled()
        && !whole.cancelled()
        && whole.remaining().isPositive();
  }

  private static Fault tooSlow(Execution execution, Duration time) {
    var skill = execution.skill();
    boolean whole = time.compareTo(skill.settings().model().timeout()) >= 0;
    return Fault.of(
        FaultCode.TIMEOUT,
        "skill %s: no whole answer within %d ms, %s"
            .formatted(
                skill.name(),
                Math.max(0, time.toMillis()),
                whole ? "llm.timeout" : "what was left of the deadline"));
  }
}

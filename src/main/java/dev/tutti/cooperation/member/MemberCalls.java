package dev.tutti.cooperation.member;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Part;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Calls of members, as parts of the run's call. Blocking, for virtual threads, which are
 * interrupted when an answer is of no use any more; thread-safe.
 *
 * @param catalog the models that the run began with
 * @param live where calls are counted until they end
 */
record MemberCalls(ModelCatalog catalog, ActiveCalls live, Prices prices, Call call) {
  private static final CacheControl FRESH = CacheControl.parse("no-cache");

  /**
   * Asks one model.
   *
   * @param spoken hears what is said, if anybody does
   * @param spent told what was used, whatever becomes of it
   * @throws Fault when there is no answer
   */
  MemberReply ask(
      MemberQuestion question,
      String model,
      Duration time,
      Consumer<ChatEvent> spoken,
      Consumer<CallSpending> spent) {
    var chat = catalog.model(model);
    var request = question.request(model, !spoken.equals(SILENT));
    var collector = new ReplyCollector();
    long began = call.loop().nanos();
    try (var part = Part.of(call, time)) {
      describe(part.call(), question, request);
      try (var answer = Answer.open(chat, request, part.call(), live)) {
        answer.forEachRemaining(
            event -> {
              collector.add(event);
              spoken.accept(event);
            });
        var reply = answer.reply(collector);
        var used = spending(part).otherwise(reply.usage());
        spent.accept(used);
        return MemberReply.of(model, reply, used, since(began));
      } catch (Fault fault) {
        spent.accept(spending(part));
        throw fault;
      }
    }
  }

  /** Listener that wants nothing piece by piece. */
  static final Consumer<ChatEvent> SILENT = _ -> {};

  private static void describe(Call part, MemberQuestion question, ChatRequest request) {
    part.tail().cooperate();
    part.subject(new CallSubject("", "", request.operation(), request.model(), request.stream()));
    if (question.member().instance() > 0) { // another answer is wanted, not the same once more
      part.sharing(Sharing.NEVER);
      part.cacheControl(FRESH);
    }
  }

  private Duration since(long began) {
    return Duration.ofNanos(call.loop().nanos() - began);
  }

  private CallSpending spending(Part part) {
    return CallSpending.of(part.attempts(), prices);
  }

  /** Whether another model may answer in the place of one that has failed. */
  static boolean triesOther(Fault fault, AtomicBoolean spoke) {
    return !spoke.get()
        && !fault.isCallerLimit()
        && (fault.triesOther()
            || fault.code() == FaultCode.FALLBACK_EXHAUSTED
            || fault.code() == FaultCode.CONTEXT_LENGTH_EXCEEDED);
  }
}

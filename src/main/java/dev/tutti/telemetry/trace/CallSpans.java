package dev.tutti.telemetry.trace;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.Trace;
import dev.tutti.call.TraceParent;
import dev.tutti.chat.Outcome;
import dev.tutti.telemetry.GenAi;
import dev.tutti.telemetry.trace.SpanRecord.Kind;
import dev.tutti.telemetry.trace.SpanRecord.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans of a call, made of what it has noted when it has ended: the server's, below it the skill's
 * or the workflow's if there is one, below that one for each logical call of a model with its
 * retries and fallbacks, and below those one for each attempt. Steps that only take time are
 * events, those of a conversation on the server's span. Nothing of what was asked or answered is in
 * them, and no key but its id.
 */
final class CallSpans {
  private static final int SERVER_ERRORS = 500;

  private final GenAi names;
  private final Call call;
  private final Trace trace;
  private final CallSubject subject;
  private final Timeline time;
  private final List<SpanRecord> spans = new ArrayList<>();

  private CallSpans(GenAi names, Call call, Trace trace, CallSubject subject, Timeline time) {
    this.names = names;
    this.call = call;
    this.trace = trace;
    this.subject = subject;
    this.time = time;
  }

  /**
   * The spans of a call, the server's first.
   *
   * @param subject what it asked for
   */
  static List<SpanRecord> of(
      GenAi names, Call call, Trace trace, CallSubject subject, Ended ended) {
    var made = new CallSpans(names, call, trace, subject, ended.time());
    made.server(ended);
    var above = made.above(ended);
    if (call.parts().isEmpty()) {
      made.model(call, subject, above, ended);
    } else {
      call.parts().forEach(part -> made.part(part, above, ended));
    }
    return made.spans;
  }

  /**
   * End of a call, and when that is looked at.
   *
   * @param end how it ended for its caller
   * @param elapsed how long it took for its caller
   * @param time when the last of its attempts was over
   */
  record Ended(CallEnd end, Duration elapsed, Timeline time) {}

  private Period period(Call which, Duration length) {
    long start = time.at(which.began());
    return new Period(start, start + length.toNanos());
  }

  private void server(Ended ended) {
    var end = ended.end();
    var attributes =
        SpanAttributes.none()
            .text("http.request.method", subject.method())
            .text("http.route", subject.endpoint())
            .text("tutti.request.id", call.id())
            .text("tutti.key.id", call.caller().key())
            .text("tutti.owner", call.caller().owner())
            .text("tutti.outcome", end.outcome());
    if (end.status() > 0) {
      attributes.number("http.response.status_code", end.status());
    }
    boolean failed = isFailure(end);
    if (failed) {
      attributes.text("error.type", end.outcome());
    }
    boolean embedded = subject.method().isEmpty(); // by the program that this runs in
    spans.add(
        new SpanRecord(
            trace.span(),
            trace.parent().map(TraceParent::spanId).orElse(""),
            true,
            embedded ? Kind.INTERNAL : Kind.SERVER,
            embedded ? subject.endpoint() : subject.method() + ' ' + subject.endpoint(),
            period(call, ended.elapsed()),
            attributes,
            FlowEvents.of(call.tail().flow().steps(), time),
            List.of(),
            failed));
  }

  /** A server's span fails by the server alone, and by an answer that was cut after its head. */
  private static boolean isFailure(CallEnd end) {
    return end.status() >= SERVER_ERRORS
        || (end.status() < 400 && !end.outcome().equals(CallEnd.COMPLETED));
  }

  /** The span that those of models are below: the skill's, the workflow's, or the server's. */
  private TraceParent above(Ended ended) {
    if (!call.skill().equals(SkillRevision.NONE)) {
      return skill(ended);
    }
    return subject.workflow().map(name -> workflow(name, ended)).orElseGet(trace::span);
  }

  private TraceParent workflow(String name, Ended ended) {
    var self = trace.next();
    spans.add(
        new SpanRecord(
            self,
            trace.span().spanId(),
            false,
            Kind.INTERNAL,
            GenAi.INVOKE_WORKFLOW + ' ' + name,
            period(call, ended.elapsed()),
            SpanAttributes.none()
                .text(GenAi.OPERATION, GenAi.INVOKE_WORKFLOW)
                .text(GenAi.WORKFLOW, name),
            List.of(),
            List.of(),
            isFailure(ended.end())));
    return self;
  }

  private TraceParent skill(Ended ended) {
    var self = trace.next();
    var skill = call.skill();
    var attributes =
        SpanAttributes.none()
            .text("tutti.skill.name", skill.skill())
            .text("tutti.skill.revision", skill.revision());
    names.promptName().ifPresent(name -> attributes.text(name, skill.skill()));
    names.promptVersion().ifPresent(name -> attributes.text(name, skill.revision()));
    spans.add(
        new SpanRecord(
            self,
            trace.span().spanId(),
            false,
            Kind.INTERNAL,
            "tutti.skill",
            period(call, ended.elapsed()),
            attributes,
            List.of(),
            List.of(),
            isFailure(ended.end())));
    return self;
  }

  private void part(Call part, TraceParent above, Ended ended) {
    part.subject().ifPresent(asked -> model(part, asked, above, ended));
    part.parts().forEach(each -> part(each, above, ended));
  }

  /** The logical call of a model, and its attempts; those of another call are links. */
  private void model(Call asking, CallSubject asked, TraceParent above, Ended ended) {
    var self = trace.next();
    var whole = asking == call;
    var outcome = whole ? ended.end().outcome() : outcome(asking);
    var attributes = ModelAttributes.of(names, asking, asked, outcome);
    var links = new ArrayList<TraceParent>();
    if (asking.coalesced()) {
      asking.attempts().forEach(each -> each.span().ifPresent(links::add));
    }
    spans.add(
        new SpanRecord(
            self,
            above.spanId(),
            false,
            Kind.CLIENT,
            asked.operation().wire() + ' ' + asked.model(),
            period(asking, whole ? ended.elapsed() : asking.elapsed()),
            attributes,
            new ModelEvents(asking, time).all(),
            links,
            !outcome.equals(CallEnd.COMPLETED)));
    if (!asking.coalesced()) {
      asking.attempts().forEach(each -> attempt(each, self));
    }
  }

  private static String outcome(Call part) {
    var attempts = part.attempts();
    return attempts.isEmpty()
        ? CallEnd.COMPLETED
        : attempts.getLast().outcome().map(Outcome::word).orElse(CallEnd.COMPLETED);
  }

  private void attempt(Attempt attempt, TraceParent above) {
    var outcome = attempt.outcome().map(Outcome::word).orElse("");
    boolean failed = !outcome.equals(CallEnd.COMPLETED);
    var attributes =
        SpanAttributes.none()
            .text("http.request.method", "POST")
            .number("tutti.attempt.number", attempt.number())
            .text("tutti.attempt.reason", attempt.reason().word())
            .text("tutti.deployment", attempt.target().deployment());
    if (attempt.status() > 0) {
      attributes.number("http.response.status_code", attempt.status());
    }
    if (attempt.port() > 0) {
      attributes.text("server.address", attempt.host()).number("server.port", attempt.port());
    }
    if (attempt.number() > 1) {
      attributes.number("http.request.resend_count", attempt.number() - 1L);
    }
    if (failed) {
      attributes.text("error.type", outcome);
    }
    long start = time.at(attempt.began());
    long end = attempt.duration().map(all -> start + all.toNanos()).orElse(time.now());
    spans.add(
        new SpanRecord(
            attempt.span().orElseGet(trace::next),
            above.spanId(),
            false,
            Kind.CLIENT,
            "POST",
            new Period(start, end),
            attributes,
            AttemptEvents.of(attempt, start),
            List.of(),
            failed));
  }
}

package dev.tutti.telemetry.trace;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Trace;
import dev.tutti.telemetry.BatchQueue;
import dev.tutti.telemetry.GenAi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Observer that makes the spans of calls which have ended, and of all their attempts: those of a
 * shared call may outlive whoever began it. Thread-safe.
 */
record CallTracer(GenAi names, InstantSource clock, BatchQueue<List<SpanRecord>> queue)
    implements CallObserver {

  @Override
  public void ended(Call call, CallEnd end) {
    var trace = call.trace().filter(Trace::isRecorded);
    var subject = call.subject();
    if (trace.isPresent() && subject.isPresent()) {
      var elapsed = call.elapsed();
      call.attemptsEnd()
          .onComplete(_ -> add(call, trace.get(), subject.get(), new Seen(end, elapsed)));
    }
  }

  private record Seen(CallEnd end, Duration elapsed) {}

  private void add(Call call, Trace trace, CallSubject subject, Seen seen) {
    var time = Timeline.of(clock.instant(), call.loop());
    var ended = new CallSpans.Ended(seen.end, seen.elapsed, time);
    queue.add(CallSpans.of(names, call, trace, subject, ended));
  }
}

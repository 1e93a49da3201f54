package dev.tutti.application.run;

import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.api.ModelAnswer;
import dev.tutti.application.api.ModelQuestion;
import dev.tutti.application.api.QuestionOutcome;
import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.document.OpenDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One run, which asks its model within a call. Blocking; thread-safe. */
final class EngineRun implements ApplicationRun {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ApplicationRequest request;
  private final InputDocuments input;
  private final Call call;
  private final @Nullable ApplicationCalls calls;
  private final ApplicationObserver observer;
  private final Object telling = new Object();

  EngineRun(
      ApplicationRequest request,
      InputDocuments input,
      Call call,
      @Nullable ApplicationCalls calls,
      ApplicationObserver observer) {
    this.request = request;
    this.input = input;
    this.call = call;
    this.calls = calls;
    this.observer = observer;
  }

  @Override
  public ApplicationParameters parameters() {
    return request.parameters();
  }

  @Override
  public String content() {
    return request.content();
  }

  @Override
  public List<OpenDocument> documents() {
    return input.documents();
  }

  @Override
  public List<OpenDocument> files() {
    return input.files();
  }

  @Override
  public boolean asksModel() {
    return calls != null;
  }

  @Override
  public Optional<String> model() {
    return Optional.ofNullable(calls).map(ApplicationCalls::name);
  }

  @Override
  public boolean isModelChosen() {
    return request.model().isEmpty();
  }

  @Override
  public ModelAnswer ask(ModelQuestion question) {
    if (calls == null) {
      throw Fault.invalid("model", "is missing (expected: an alias or provider/model)");
    }
    requireGoingOn();
    return calls.ask(question, LONGEST);
  }

  @Override
  public List<QuestionOutcome> askAll(List<ModelQuestion> questions, int atOnce) {
    var permits = new Semaphore(atOnce);
    var ended = new int[1];
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<QuestionOutcome>> all = new ArrayList<>();
      for (var each : questions) {
        all.add(
            threads.submit(
                () -> {
                  var outcome = outcome(each, permits);
                  synchronized (telling) {
                    ended[0]++;
                    observer.progress(ended[0], questions.size(), each.step());
                  }
                  return outcome;
                }));
      }
      return collected(all);
    }
  }

  private QuestionOutcome outcome(ModelQuestion question, Semaphore permits)
      throws InterruptedException {
    permits.acquire();
    try {
      return new QuestionOutcome(question, ask(question), null);
    } catch (RuntimeException | Error e) { // the others go on
      return new QuestionOutcome(question, null, Fault.from(e));
    } finally {
      permits.release();
    }
  }

  private List<QuestionOutcome> collected(List<Future<QuestionOutcome>> all) {
    try {
      List<QuestionOutcome> outcomes = new ArrayList<>();
      for (var each : all) {
        outcomes.add(each.get());
      }
      requireGoingOn();
      return outcomes;
    } catch (InterruptedException _) {
      all.forEach(each -> each.cancel(true));
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the run was interrupted");
    } catch (ExecutionException e) {
      all.forEach(each -> each.cancel(true));
      throw Fault.from(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void requireGoingOn() {
    if (call.cancelled()) {
      throw call.reason();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw Fault.of(FaultCode.CANCELLED, "the run was interrupted");
    }
  }

  @Override
  public void progress(long done, long total, String text) {
    synchronized (telling) {
      observer.progress(done, total, text);
    }
  }
}
